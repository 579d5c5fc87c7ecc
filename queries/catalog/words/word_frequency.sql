-- 问：群众用得最多的词是哪些？
-- Q: Which words do residents use most?
-- 口径：两字以上的词；受限意见的文字不计入。
-- param: top INTEGER default 50 最多列几行
-- column: word 词
-- column: n 次数（次）
-- column: n_comments 用到的意见（条）

with each_comment as (
    select
        word,
        count(*) as n
    from v_words
    group by
        word,
        comment_id
)
select
    word,
    sum(n) as n,
    count(*) as n_comments
from each_comment
group by word
order by
    sum(n) desc,
    word
limit $top;
