-- 问：各单位多久答复一次，超过 15 天、60 天的有多少？
-- Q: How long does each unit take to answer, and how many answers take more than 15 or 60 days?
-- 口径：《信访条例》要求 15 日内告知受理、60 日内办结，意见建议未必适用，天数仅供对照。
-- column: unit 单位
-- column: n_answered 已答复（条）
-- column: median_days 答复用时中位数（天）
-- column: n_over_15 超过 15 天（条）
-- column: n_over_60 超过 60 天（条）

with answered as (
    select
        coalesce(department, township, '未识别') as unit,
        date_diff('day', received_at, answered_at) as days
    from v_comments
    where answered_at >= received_at
)
select
    unit,
    count(*) as n_answered,
    median(days) as median_days,
    count(*) filter (where days > 15) as n_over_15,
    count(*) filter (where days > 60) as n_over_60
from answered
group by unit
order by
    median_days desc,
    unit;
