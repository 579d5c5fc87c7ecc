-- 问：各部门被反映多少，其中多少涉及四风？
-- Q: How many comments concern each department, and how many of them touch the four winds?
-- 口径：一条意见归一个部门；意见不足30条的不算占比；区间为威尔逊95%区间；环比、同比以不少于30条为底；没有意见的也列出（纸上多于5个的，只列名称）。
-- param: period_start DATE default report_week() 本期首日
-- param: period_end DATE default (report_week() + 7) 本期后一日
-- param: before_start DATE default (report_week() - 7) 上期首日
-- param: year_start DATE default (report_week() - 364) 上年同期首日
-- param: year_end DATE default (report_week() - 357) 上年同期后一日
-- column: code 代码
-- column: name 部门
-- column: short 简称
-- column: category 类别
-- column: comments 意见（条）
-- column: share 占比（%）
-- column: period_comments 本期（条）
-- column: before_comments 上期（条）
-- column: change_rate 环比（%）
-- column: year_before 上年同期（条）
-- column: year_rate 同比（%）
-- column: wind_comments 涉四风（条）
-- column: wind_share 涉四风占比（%）
-- column: wind_lo 区间下限（%）
-- column: wind_hi 区间上限（%）

with counted as (
    select
        c.department_code as code,
        count(*) as comments,
        count(*) filter (where c.touches_winds) as wind_comments,
        count(*) filter (where c.received_at >= $period_start and c.received_at < $period_end)
            as period_comments,
        count(*) filter (where c.received_at >= $before_start and c.received_at < $period_start)
            as before_comments,
        count(*) filter (where c.received_at >= $year_start and c.received_at < $year_end)
            as year_before
    from comments c
    group by c.department_code
), whole as (
    select
        count(*) as comments,
        min(received_at) < $year_start as has_year
    from comments
)
select
    coalesce(r.code, c.code) as code,
    coalesce(r.name, c.code, '未识别') as name,
    coalesce(r.short_name, c.code, '未识别') as short,
    r.category,
    coalesce(c.comments, 0) as comments,
    round(100.0 * coalesce(c.comments, 0) / nullif(whole.comments, 0), 1) as share,
    coalesce(c.period_comments, 0) as period_comments,
    coalesce(c.before_comments, 0) as before_comments,
    case when c.before_comments >= 30 then round(100.0 * (c.period_comments - c.before_comments) / c.before_comments, 1) end as change_rate,
    case when whole.has_year then coalesce(c.year_before, 0) end as year_before,
    case when whole.has_year and c.year_before >= 30 then round(100.0 * (c.period_comments - c.year_before) / c.year_before, 1) end as year_rate,
    coalesce(c.wind_comments, 0) as wind_comments,
    case when c.comments >= 30 then round(100.0 * c.wind_comments / c.comments, 1) end as wind_share,
    case when c.comments >= 30 then round(100 * (
        c.wind_comments / c.comments + 1.9208 / c.comments
        - 1.96 * sqrt((c.wind_comments / c.comments * (1 - c.wind_comments / c.comments) + 0.9604 / c.comments) / c.comments)
    ) / (1 + 3.8416 / c.comments), 1) end as wind_lo,
    case when c.comments >= 30 then round(100 * (
        c.wind_comments / c.comments + 1.9208 / c.comments
        + 1.96 * sqrt((c.wind_comments / c.comments * (1 - c.wind_comments / c.comments) + 0.9604 / c.comments) / c.comments)
    ) / (1 + 3.8416 / c.comments), 1) end as wind_hi
from departments r
full join counted c using (code)
cross join whole
order by r.code is null, comments desc, r.official_rank, c.code
