-- 问：哪些意见的文字与这条相同（不计人名、数字、标点）？
-- Q: Which comments have the same text as one comment?
-- 口径：受限意见和对领导班子的意见只计数；至多列 20 条，最新的在前；时间只到周。
-- param: id VARCHAR 意见编号
-- column: listed 可列出的意见（条）
-- column: withheld 只计数的意见（条）
-- column: comment_id 意见编号
-- column: week 周（周一日期）
-- column: channel 渠道
-- column: township 乡镇

with twins as (
    select c.*, c.restricted or c.target_leadership as withheld
    from comments c
    join comments o on o.dup_group = c.dup_group
    where o.comment_id = $id
      and c.comment_id <> $id
      and not o.restricted
      and not o.target_leadership
), totals as (
    select
        count(*) filter (not withheld) as listed,
        count(*) filter (withheld) as withheld
    from twins
), chosen as (
    select *
    from twins
    where not withheld
    order by received_at desc nulls last, comment_id
    limit 20
)
select
    a.listed,
    a.withheld,
    t.comment_id,
    week_of(t.received_at) as week,
    h.name as channel,
    w.name as township
from totals a
left join chosen t on true
left join channels h on h.code = t.channel
left join townships w on w.code = t.township_code
order by t.received_at desc nulls last, t.comment_id
