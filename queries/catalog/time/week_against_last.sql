-- 问：某一周各问题有多少条，比前一周多还是少？
-- Q: How many comments of one week report each problem, against the week before?
-- 口径：默认是截止日期前最近的一整周，与看板的“本周”相同。
-- param: day DATE default (report_week() + 6) 那一周里的任一天
-- column: problem_name 问题
-- column: n 本周（条）
-- column: n_before 前一周（条）
-- column: change 增减（条）

with dated as (
    select
        comment_no,
        received_at >= week_of($day) as is_now
    from comments
    where received_at >= week_of($day) - 7
      and received_at < week_of($day) + 7
),
counted as (
    select
        t.problem,
        count(*) filter (where d.is_now) as n,
        count(*) filter (where not d.is_now) as n_before
    from tags as t
    join dated as d using (comment_no)
    group by t.problem
)
select
    p.name_zh as problem_name,
    c.n,
    c.n_before,
    c.n - c.n_before as change
from counted as c
join problems as p using (problem)
order by
    change desc,
    n desc,
    problem_name;
