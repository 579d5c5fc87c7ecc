-- 问：本期收到多少意见，比上期多还是少，其中多少涉及四风？
-- Q: How many comments came in this period, how many more than before, how many touch the four winds?
-- 口径：全部入库意见，受限意见计入；四风不含四风之外的贪腐线索；热点单位指有问题通过检验（q<0.05且不少于5条）的单位，区间含1的也算。
-- param: period_start DATE default report_week() 本期首日
-- param: period_end DATE default (report_week() + 7) 本期后一日
-- param: before_start DATE default (report_week() - 7) 上期首日
-- param: year_start DATE default (report_week() - 364) 上年同期首日
-- param: year_end DATE default (report_week() - 357) 上年同期后一日
-- column: comments 意见（条）
-- column: period_comments 本期（条）
-- column: before_comments 上期（条）
-- column: year_before 上年同期（条）
-- column: wind_comments 涉四风（条）
-- column: period_wind 本期涉四风（条）
-- column: before_wind 上期涉四风（条）
-- column: duplicate_comments 文字重复（条）
-- column: hotspot_units 有热点的单位（个）
-- column: issues 事项（件）
-- column: period_issues 本期有新意见的事项（件）
-- column: undated 没有时间（条）
-- column: first_day 最早一条的日期
-- column: last_day 最晚一条的日期

with marked as (
    select
        c.received_at,
        c.dup_group,
        c.touches_winds as wind,
        c.received_at >= $period_start and c.received_at < $period_end as in_period,
        c.received_at >= $before_start and c.received_at < $period_start as in_before,
        c.received_at >= $year_start and c.received_at < $year_end as in_year
    from comments c
)
select
    count(*) as comments,
    count(*) filter (where in_period) as period_comments,
    count(*) filter (where in_before) as before_comments,
    case when min(received_at) < $year_start then count(*) filter (where in_year) end as year_before,
    count(*) filter (where wind) as wind_comments,
    count(*) filter (where wind and in_period) as period_wind,
    count(*) filter (where wind and in_before) as before_wind,
    count(dup_group) - count(distinct dup_group) as duplicate_comments,
    (
        select count(distinct (unit_kind, unit_code))
        from hotspots
        where flagged and basis = 'comments' and axis = 'winds' and problem is not null
    ) as hotspot_units,
    (select count(*) from issues) as issues,
    (
        select count(distinct ic.issue_id)
        from issue_comments ic
        join comments c using (comment_id)
        where c.received_at >= $period_start and c.received_at < $period_end
    ) as period_issues,
    count(*) filter (where received_at is null) as undated,
    cast(min(received_at) as date) as first_day,
    cast(max(received_at) as date) as last_day
from marked
