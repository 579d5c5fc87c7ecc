-- 问：各乡镇、各部门各期有多少条意见？
-- Q: How many comments a period concern each township and each department?
-- 口径：近13期，到本期为止；没有意见的期不列。
-- param: period_end DATE default (report_week() + 7) 本期后一日
-- param: trend_start DATE default (report_week() - 84) 近13期首日
-- param: grain VARCHAR default 'week' 按周 week 或按月 month
-- column: unit_kind 单位种类
-- column: unit_code 单位代码
-- column: begins 时段首日
-- column: comments 意见（条）

select
    'township' as unit_kind,
    township_code as unit_code,
    cast(date_trunc($grain, received_at) as date) as begins,
    count(*) as comments
from comments
where township_code is not null
  and received_at >= $trend_start
  and received_at < $period_end
group by all
union all
select
    'department',
    department_code,
    cast(date_trunc($grain, received_at) as date) as begins,
    count(*)
from comments
where department_code is not null
  and received_at >= $trend_start
  and received_at < $period_end
group by all
order by unit_kind desc, unit_code, begins
