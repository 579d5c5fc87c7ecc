-- 问：某一周各问题有多少条，比前一周多还是少？
-- Q: How many comments of one week report each problem, against the week before?
-- param: day DATE default (select as_of from v_run) 那一周里的任一天
-- column: problem_name 问题
-- column: n 本周（条）
-- column: n_before 前一周（条）
-- column: change 增减（条）

with both_weeks as (
    select
        problem_name,
        coalesce(sum(n) filter (where week = week_of($day)), 0) as n,
        coalesce(sum(n) filter (where week = week_of($day) - 7), 0) as n_before
    from v_weekly
    where problem is not null
    group by problem_name
)
select
    problem_name,
    n,
    n_before,
    n - n_before as change
from both_weeks
where n > 0
   or n_before > 0
order by
    change desc,
    n desc,
    problem_name;
