-- 问：前 20 件热点事项每周各有多少条意见？
-- Q: How did each of the hottest matters move week by week?
-- 口径：近 13 周，到本期为止。
-- param: period_start DATE default (select cast(date_trunc('week', as_of + 1) as date) - 7 from runs order by seq desc limit 1) 本期周一
-- column: rank 名次
-- column: week 周（周一日期）
-- column: comments 意见（条）

with counted as (
    select
        ic.issue_id,
        cast(date_trunc('week', c.received_at) as date) as week,
        count(*) as comments
    from issue_comments ic
    join comments c using (comment_id)
    where c.received_at >= $period_start - interval 12 week
      and c.received_at < $period_start + interval 7 day
    group by all
), weeks as (
    select cast(unnest(generate_series(
        $period_start - interval 12 week, cast($period_start as timestamp), interval 1 week
    )) as date) as week
)
select
    i.rank,
    w.week,
    coalesce(c.comments, 0) as comments
from issues i
cross join weeks w
left join counted c on c.issue_id = i.issue_id and c.week = w.week
where i.rank <= 20
order by i.rank, w.week
