-- 问：各乡镇、各部门每周各有多少条意见？
-- Q: How many comments a week concern each township and each department?
-- 口径：近 13 周，到本期为止；没有意见的周不列。
-- param: period_start DATE default (select cast(date_trunc('week', as_of + 1) as date) - 7 from runs order by seq desc limit 1) 本期周一
-- column: unit_kind 单位种类
-- column: unit_code 单位代码
-- column: week 周（周一日期）
-- column: comments 意见（条）

select
    'township' as unit_kind,
    township_code as unit_code,
    cast(date_trunc('week', received_at) as date) as week,
    count(*) as comments
from comments
where township_code is not null
  and received_at >= $period_start - interval 12 week
  and received_at < $period_start + interval 7 day
group by all
union all
select
    'department',
    department_code,
    cast(date_trunc('week', received_at) as date) as week,
    count(*)
from comments
where department_code is not null
  and received_at >= $period_start - interval 12 week
  and received_at < $period_start + interval 7 day
group by all
order by unit_kind desc, unit_code, week
