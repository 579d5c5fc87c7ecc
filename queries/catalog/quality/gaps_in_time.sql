-- 问：哪段时间一条意见也没有，会不会是漏了数据？
-- Q: In which spans of time did no comment come: is data missing?
-- param: least INTEGER default 5 至少几天才列
-- column: after_day 最后有意见的一天
-- column: before_day 再有意见的一天
-- column: days 相隔（天）

with days as (
    select distinct cast(received_at as date) as day
    from comments
    where received_at is not null
),
steps as (
    select
        day as after_day,
        lead(day) over (order by day) as before_day
    from days
)
select
    after_day,
    before_day,
    before_day - after_day as days
from steps
where before_day - after_day >= $least
order by
    days desc,
    after_day;
