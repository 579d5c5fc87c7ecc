-- 问：每条意见里有哪些词？
-- Q: Which tokens does each comment hold?
-- 口径：受限意见没有。
-- param: from_row INTEGER default 0 第一行的行号（含）
-- param: to_row INTEGER default 2147483647 最后一行的行号（不含）
-- column: comment_no 意见序号
-- column: token_text 分词结果

select
    comment_no,
    token_text
from comments
where rowid >= $from_row
  and rowid < $to_row
  and token_text is not null
order by rowid;
