-- 问：某个单位每月有多少条意见，涉及四风的有多少？
-- Q: How many comments concern one unit each month, and how many of them touch the four winds?
-- param: unit UNIT default (select name from townships where code = (select township_code from comments where township_code is not null group by township_code order by count(*) desc, township_code limit 1)) 乡镇或部门的名称、简称、别名或代码
-- column: month 月份（首日）
-- column: n 意见（条）
-- column: n_winds 其中涉及四风（条）

with mine as (
    select
        cast(date_trunc('month', c.received_at) as date) as month,
        c.touches_winds
    from comments as c
    left join townships as t on t.code = c.township_code
    left join departments as d on d.code = c.department_code
    where $unit in (t.name, t.code, d.name, d.short_name, d.code)
      and c.received_at is not null
)
select
    month,
    count(*) as n,
    count(*) filter (where touches_winds) as n_winds
from mine
group by month
order by month;
