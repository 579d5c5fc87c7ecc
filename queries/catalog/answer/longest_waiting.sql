-- 问：哪些意见等答复等得最久？
-- Q: Which comments have waited longest for an answer?
-- 口径：等待天数算到截止日期；受限意见的标题不显示。
-- param: top INTEGER default 20 最多列几行
-- column: comment_id 意见编号
-- column: received_day 收到日期
-- column: days 已等（天）
-- column: unit 单位
-- column: urgency 紧急程度
-- column: title 标题

with waiting as (
    select rowid as place
    from comments
    where answered_at is null
      and received_at is not null
      and kind in ('complaint', 'suggestion', 'inquiry')
    order by
        cast(received_at as date),
        comment_id
    limit $top
)
select
    c.comment_id,
    cast(c.received_at as date) as received_day,
    date_diff('day', c.received_at, run.as_of) as days,
    coalesce(c.department, c.township, '未识别') as unit,
    c.urgency,
    c.title
from waiting as w
join v_comments as c using (place)
cross join v_run as run
order by
    days desc,
    c.comment_id;
