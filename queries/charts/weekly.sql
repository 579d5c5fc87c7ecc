-- 问：每周收到多少意见，其中多少涉及四风？
-- Q: How many comments came in each week, and how many of them touch the four winds?
-- 口径：按收到时间的自然周（周一至周日）计，近 26 周；没有时间的意见不计；意见不足 30 条的周不算占比。
-- param: period_start DATE default (select cast(date_trunc('week', as_of + 1) as date) - 7 from runs order by seq desc limit 1) 本期周一
-- param: as_of DATE default (select as_of from runs order by seq desc limit 1) 截止日期
-- column: week 周（周一日期）
-- column: comments 意见（条）
-- column: wind_comments 涉四风（条）
-- column: wind_share 涉四风占比（%）
-- column: issues 事项（件）
-- column: partial 未过完

with touching as (
    select distinct comment_id
    from tags
    where axis = 'winds'
      and wind <> 'other'
), counted as (
    select
        cast(date_trunc('week', c.received_at) as date) as week,
        count(*) as comments,
        count(t.comment_id) as wind_comments
    from comments c
    left join touching t using (comment_id)
    where c.received_at >= $period_start - interval 25 week
      and c.received_at < $as_of + interval 1 day
    group by all
), matters as (
    select
        cast(date_trunc('week', c.received_at) as date) as week,
        count(distinct ic.issue_id) as issues
    from issue_comments ic
    join comments c using (comment_id)
    where c.received_at >= $period_start - interval 25 week
      and c.received_at < $as_of + interval 1 day
    group by all
), weeks as (
    select cast(unnest(generate_series(
        greatest($period_start - interval 25 week, (select min(week) from counted)),
        cast($as_of as timestamp),
        interval 1 week
    )) as date) as week
)
select
    w.week,
    coalesce(c.comments, 0) as comments,
    coalesce(c.wind_comments, 0) as wind_comments,
    case when c.comments >= 30 then round(100.0 * c.wind_comments / c.comments, 1) end as wind_share,
    coalesce(m.issues, 0) as issues,
    w.week > $period_start as partial
from weeks w
left join counted c using (week)
left join matters m using (week)
order by w.week
