-- 问：各乡镇各期收到多少意见，走势如何？
-- Q: How did each township move period by period?
-- 口径：近13期，到本期为止；各图同一纵轴。
-- param: period_start DATE default report_week() 本期首日
-- param: period_end DATE default (report_week() + 7) 本期后一日
-- param: trend_start DATE default (report_week() - 84) 近13期首日
-- param: grain VARCHAR default 'week' 按周 week 或按月 month
-- column: code 代码
-- column: short 乡镇
-- column: begins 时段首日
-- column: comments 意见（条）

with counted as (
    select
        township_code as code,
        cast(date_trunc($grain, received_at) as date) as begins,
        count(*) as comments
    from comments
    where received_at >= $trend_start
      and received_at < $period_end
    group by all
), periods as (
    select cast(unnest(generate_series(
        cast($trend_start as timestamp), cast($period_start as timestamp), cast('1 ' || $grain as interval)
    )) as date) as begins
)
select
    r.code,
    regexp_replace(r.name, '(.族)?(镇|乡|街道)$', '') as short,
    w.begins,
    coalesce(c.comments, 0) as comments
from townships r
cross join periods w
left join counted c on c.code = r.code and c.begins = w.begins
order by r.official_rank, w.begins
