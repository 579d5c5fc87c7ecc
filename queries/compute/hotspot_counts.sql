-- 问：每个单位每一风、每个问题各有多少条意见？
-- 列：unit_kind 单位种类；unit_code 单位代码；axis 轴；wind 风；problem 问题（空：整风合计，一条意见只计一次）；
--     n 条数（条）；n_distinct 条数，同一组群发（dup_group）只计一次（条）
-- 参数：from_date、to_date 时段首末日（均含）；空：不限，含时间未知的意见
with unit_comments as (
    select 'township' as unit_kind, township_code as unit_code, comment_id, coalesce(dup_group, comment_id) as submission
    from comments
    where township_code is not null
      and not no_opinion
      and ($from_date::date is null or received_at >= $from_date::date)
      and ($to_date::date is null or received_at < $to_date::date + 1)
    union all
    select 'department', department_code, comment_id, coalesce(dup_group, comment_id)
    from comments
    where department_code is not null
      and not no_opinion
      and ($from_date::date is null or received_at >= $from_date::date)
      and ($to_date::date is null or received_at < $to_date::date + 1)
)
select unit_kind, unit_code, axis, wind, problem, count(distinct comment_id) as n, count(distinct submission) as n_distinct
from unit_comments
join tags using (comment_id)
group by grouping sets ((unit_kind, unit_code, axis, wind, problem), (unit_kind, unit_code, axis, wind))
order by unit_kind, unit_code, axis, wind, problem nulls first;
