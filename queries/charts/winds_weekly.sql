-- 问：四风各风每周有多少条，走势如何？
-- Q: How did each of the winds move week by week?
-- 口径：近 13 周，到本期为止；一条意见在一风中只计一次。
-- param: period_start DATE default (select cast(date_trunc('week', as_of + 1) as date) - 7 from runs order by seq desc limit 1) 本期周一
-- column: wind 大类代码
-- column: name 大类
-- column: week 周（周一日期）
-- column: comments 意见（条）

with touching as (
    select distinct t.comment_id, t.wind, cast(date_trunc('week', c.received_at) as date) as week
    from tags t
    join comments c using (comment_id)
    where t.axis = 'winds'
      and c.received_at >= $period_start - interval 12 week
      and c.received_at < $period_start + interval 7 day
), weeks as (
    select cast(unnest(generate_series(
        $period_start - interval 12 week, cast($period_start as timestamp), interval 1 week
    )) as date) as week
)
select
    r.wind,
    r.name_zh as name,
    w.week,
    count(t.comment_id) as comments
from winds r
cross join weeks w
left join touching t on t.wind = r.wind and t.week = w.week
where r.axis = 'winds'
group by r.wind, r.name_zh, r.official_rank, w.week
order by r.official_rank, w.week
