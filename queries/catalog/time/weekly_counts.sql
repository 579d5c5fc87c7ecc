-- 问：每周有多少条意见，涉及四风的有多少，比上周多还是少？
-- Q: How many comments came each week, how many touch the four winds, and what is the change?
-- 口径：周从周一起；时间未知的意见不计；没有意见的周为 0。
-- column: week 周一
-- column: n 意见（条）
-- column: n_winds 其中涉及四风（条）
-- column: change 比上周（条）

with weeks as (
    select
        unnest(generate_series(min(week_of(received_at)), max(week_of(received_at)), interval 7 day)) as week
    from comments
),
counted as (
    select
        week_of(received_at) as week,
        count(*) as n,
        count(*) filter (where touches_winds) as n_winds
    from comments
    group by 1
)
select
    cast(w.week as date) as week,
    coalesce(c.n, 0) as n,
    coalesce(c.n_winds, 0) as n_winds,
    coalesce(c.n, 0) - lag(coalesce(c.n, 0)) over (order by w.week) as change
from weeks as w
left join counted as c on c.week = w.week
order by w.week;
