-- 问：每周每个单位每一风、每个问题各有多少条意见？
-- Q: How many comments on each wind and problem has each unit in each week?
-- 口径：时间未知的意见不计。
-- param: from_date DATE default null 时段首日（含）；空：不限
-- param: to_date DATE default null 时段末日（含）；空：不限
-- column: week 周一的日期
-- column: unit_kind 单位种类
-- column: unit_code 单位代码
-- column: axis 轴
-- column: wind 风
-- column: problem 问题（空：整风合计，一条意见只计一次）
-- column: n 条数（条）
-- column: n_distinct 条数，同一周内同一组群发（dup_group）只计一次（条）

with unit_comments as (
    select 'township' as unit_kind, township_code as unit_code, comment_no, dup_group,
           date_trunc('week', received_at)::date as week
    from comments
    where township_code is not null
      and not no_opinion
      and received_at is not null
      and ($from_date::date is null or received_at >= $from_date::date)
      and ($to_date::date is null or received_at < $to_date::date + 1)
    union all
    select 'department', department_code, comment_no, dup_group, date_trunc('week', received_at)::date
    from comments
    where department_code is not null
      and not no_opinion
      and received_at is not null
      and ($from_date::date is null or received_at >= $from_date::date)
      and ($to_date::date is null or received_at < $to_date::date + 1)
),
marks as (
    select comment_no, axis, wind, problem
    from tags
    union all
    select distinct comment_no, axis, wind, null
    from tags
)
select week, unit_kind, unit_code, axis, wind, problem, count(*) as n,
       count(*) filter (dup_group is null) + count(distinct dup_group) as n_distinct
from unit_comments
join marks using (comment_no)
group by week, unit_kind, unit_code, axis, wind, problem
order by week, unit_kind, unit_code, axis, wind, problem nulls first
