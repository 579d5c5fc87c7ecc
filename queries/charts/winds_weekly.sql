-- 问：四风各风各期有多少条，走势如何？
-- Q: How did each of the winds move period by period?
-- 口径：近13期，到本期为止；一条意见在一风中只计一次。
-- param: period_start DATE default report_week() 本期首日
-- param: period_end DATE default (report_week() + 7) 本期后一日
-- param: trend_start DATE default (report_week() - 84) 近13期首日
-- param: grain VARCHAR default 'week' 按周 week 或按月 month
-- column: wind 大类代码
-- column: name 大类
-- column: begins 时段首日
-- column: comments 意见（条）

with touching as (
    select distinct comment_no, t.wind, cast(date_trunc($grain, c.received_at) as date) as begins
    from tags t
    join comments c using (comment_no)
    where t.axis = 'winds'
      and c.received_at >= $trend_start
      and c.received_at < $period_end
), periods as (
    select cast(unnest(generate_series(
        cast($trend_start as timestamp), cast($period_start as timestamp), cast('1 ' || $grain as interval)
    )) as date) as begins
)
select
    r.wind,
    r.name_zh as name,
    w.begins,
    count(t.comment_no) as comments
from winds r
cross join periods w
left join touching t on t.wind = r.wind and t.begins = w.begins
where r.axis = 'winds'
group by r.wind, r.name_zh, r.official_rank, w.begins
order by r.official_rank, w.begins
