-- 问：每周每个单位共有多少条意见？
-- Q: How many comments has each unit in each week?
-- 口径：时间未知的意见不计。
-- param: from_date DATE default null 时段首日（含）；空：不限
-- param: to_date DATE default null 时段末日（含）；空：不限
-- column: week 周一的日期
-- column: unit_kind 单位种类
-- column: unit_code 单位代码
-- column: n 条数，不含没有意见的（条）
-- column: n_distinct 条数，同一周内同一组群发（dup_group）只计一次（条）
-- column: population 人口（人），未知或不适用时为空

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
units as (
    select 'township' as unit_kind, code as unit_code, population
    from townships
    union all
    select 'department', code, null
    from departments
)
select week, unit_kind, unit_code, count(comment_no) as n,
       count(comment_no) filter (dup_group is null) + count(distinct dup_group) as n_distinct, any_value(population) as population
from unit_comments
left join units using (unit_kind, unit_code)
group by week, unit_kind, unit_code
order by week, unit_kind, unit_code
