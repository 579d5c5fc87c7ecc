-- 问：已发布的库里有哪些意见？
-- Q: Which comments does the published database hold?
-- param: from_row INTEGER default 0 第一行的行号（含）
-- param: to_row INTEGER default 2147483647 最后一行的行号（不含）
-- column: comment_id 意见编号
-- column: text_key 文字的散列值
-- column: source_id 来源编号
-- column: channel 渠道代码，未知为空串

select
    comment_id,
    text_key,
    source_id,
    coalesce(channel, '') as channel
from published.comments
where rowid >= $from_row
  and rowid < $to_row
order by rowid;
