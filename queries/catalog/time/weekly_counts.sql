-- 问：每周有多少条意见，涉及四风的有多少，比上周多还是少？
-- Q: How many comments came each week, how many touch the four winds, and what is the change?
-- 口径：周从周一起；时间未知的意见不计；没有意见的周为 0。
-- column: week 周一
-- column: n 意见（条）
-- column: n_winds 其中涉及四风（条）
-- column: change 比上周（条）

with weeks as (
    select
        week,
        any_value(n_week) as n
    from v_weekly
    group by week
),
touching as (
    select
        week,
        count(distinct comment_id) as n_winds
    from v_tags
    where axis = 'winds'
      and wind <> 'other'
    group by week
)
select
    w.week,
    w.n,
    coalesce(t.n_winds, 0) as n_winds,
    w.n - lag(w.n) over (order by w.week) as change
from weeks as w
left join touching as t on t.week = w.week
order by w.week;
