-- 问：各乡镇每周收到多少意见，走势如何？
-- Q: How did each township move week by week?
-- 口径：近 13 周，到本期为止；各图同一纵轴。
-- param: period_start DATE default (select cast(date_trunc('week', as_of + 1) as date) - 7 from runs order by seq desc limit 1) 本期周一
-- column: code 代码
-- column: short 乡镇
-- column: week 周（周一日期）
-- column: comments 意见（条）

with counted as (
    select
        township_code as code,
        cast(date_trunc('week', received_at) as date) as week,
        count(*) as comments
    from comments
    where received_at >= $period_start - interval 12 week
      and received_at < $period_start + interval 7 day
    group by all
), weeks as (
    select cast(unnest(generate_series(
        $period_start - interval 12 week, cast($period_start as timestamp), interval 1 week
    )) as date) as week
)
select
    r.code,
    regexp_replace(r.name, '(.族)?(镇|乡|街道)$', '') as short,
    w.week,
    coalesce(c.comments, 0) as comments
from townships r
cross join weeks w
left join counted c on c.code = r.code and c.week = w.week
order by r.official_rank, w.week
