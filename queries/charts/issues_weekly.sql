-- 问：前20件热点事项各期有多少条意见？
-- Q: How did each of the hottest matters move period by period?
-- 口径：近13期，到本期为止。
-- param: period_start DATE default report_week() 本期首日
-- param: period_end DATE default (report_week() + 7) 本期后一日
-- param: trend_start DATE default (report_week() - 84) 近13期首日
-- param: grain VARCHAR default 'week' 按周 week 或按月 month
-- column: rank 名次
-- column: begins 时段首日
-- column: comments 意见（条）

with hottest as (
    select issue_id, rank
    from issues
    where rank <= 20
), counted as (
    select
        ic.issue_id,
        cast(date_trunc($grain, c.received_at) as date) as begins,
        count(*) as comments
    from issue_comments ic
    join hottest using (issue_id)
    join comments c using (comment_id)
    where c.received_at >= $trend_start
      and c.received_at < $period_end
    group by all
), periods as (
    select cast(unnest(generate_series(
        cast($trend_start as timestamp), cast($period_start as timestamp), cast('1 ' || $grain as interval)
    )) as date) as begins
)
select
    i.rank,
    w.begins,
    coalesce(c.comments, 0) as comments
from hottest i
cross join periods w
left join counted c on c.issue_id = i.issue_id and c.begins = w.begins
order by i.rank, w.begins
