-- 问：每个问题第一次和最近一次被反映是什么时候？
-- Q: When was each problem first and last reported?
-- column: problem_name 问题
-- column: n 条数（条）
-- column: first_day 首次
-- column: last_day 最近
-- column: n_weeks 有反映的周数（周）

with by_week as (
    select
        t.problem,
        week_of(c.received_at) as week,
        count(*) as n,
        min(c.received_at) as first_at,
        max(c.received_at) as last_at
    from tags as t
    join comments as c using (comment_no)
    group by
        t.problem,
        2
)
select
    p.name_zh as problem_name,
    sum(w.n) as n,
    cast(min(w.first_at) as date) as first_day,
    cast(max(w.last_at) as date) as last_day,
    count(w.week) as n_weeks
from by_week as w
join problems as p using (problem)
group by p.name_zh
order by
    first_day nulls last,
    problem_name;
