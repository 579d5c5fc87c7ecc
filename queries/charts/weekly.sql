-- 问：各期收到多少意见，其中多少涉及四风？
-- Q: How many comments came in each period, and how many of them touch the four winds?
-- 口径：按收到时间的自然周（周一至周日）或自然月计，近26期；没有时间的意见不计；未过完指数据没有到那一期的末日；意见不足30条的期不算占比；突增指有四风问题比该单位自己以往明显增多，按周检验，算在该周起始的那一期。
-- param: period_start DATE default report_week() 本期首日
-- param: window_start DATE default (report_week() - 175) 近26期首日
-- param: as_of DATE default (select as_of from runs order by seq desc limit 1) 截止日期
-- param: grain VARCHAR default 'week' 按周 week 或按月 month
-- column: begins 时段首日
-- column: comments 意见（条）
-- column: wind_comments 涉四风（条）
-- column: wind_share 涉四风占比（%）
-- column: issues 事项（件）
-- column: surging_units 突增单位（个）
-- column: partial 未过完

with counted as (
    select
        cast(date_trunc($grain, c.received_at) as date) as begins,
        count(*) as comments,
        count(*) filter (where c.touches_winds) as wind_comments
    from comments c
    where c.received_at >= $window_start
      and c.received_at < $as_of + interval 1 day
    group by all
), matters as (
    select
        cast(date_trunc($grain, c.received_at) as date) as begins,
        count(distinct ic.issue_id) as issues
    from issue_comments ic
    join comments c using (comment_id)
    where c.received_at >= $window_start
      and c.received_at < $as_of + interval 1 day
    group by all
), surging as (
    select
        cast(date_trunc($grain, s.period_start) as date) as begins,
        count(distinct (s.unit_kind, s.unit_code)) as units
    from surges s
    where s.basis = 'comments'
      and s.axis = 'winds'
      and s.problem is not null
      and s.flagged
      and s.period_start >= $window_start
      and s.period_start <= $as_of
    group by all
), latest as (
    select cast(max(received_at) as date) as last_day
    from comments
), periods as (
    select cast(unnest(generate_series(
        greatest($window_start, (select min(begins) from counted)),
        cast($as_of as timestamp),
        cast('1 ' || $grain as interval)
    )) as date) as begins
)
select
    w.begins,
    coalesce(c.comments, 0) as comments,
    coalesce(c.wind_comments, 0) as wind_comments,
    case when c.comments >= 30 then round(100.0 * c.wind_comments / c.comments, 1) end as wind_share,
    coalesce(m.issues, 0) as issues,
    coalesce(s.units, 0) as surging_units,
    w.begins > $period_start
        or (w.begins = $period_start and w.begins + cast('1 ' || $grain as interval) - interval 1 day > l.last_day)
        as partial
from periods w
cross join latest l
left join counted c using (begins)
left join matters m using (begins)
left join surging s using (begins)
order by w.begins
