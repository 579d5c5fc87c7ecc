-- 问：群众用得最多的词是哪些？
-- Q: Which words do residents use most?
-- 口径：两字以上的词；受限意见的文字不计入。
-- param: top INTEGER default 50 最多列几行
-- column: word 词
-- column: n 次数（次）
-- column: n_comments 用到的意见（条）

select
    word,
    n,
    n_comments
from vocabulary
where word_id > 0
order by
    n desc,
    word
limit $top;
