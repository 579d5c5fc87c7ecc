-- 问：最近几周里，哪些问题一直在增多？
-- Q: Which problems have grown over the last weeks?
-- 口径：对每周条数拟合直线，斜率为每周增加的条数；只看整周，末一周是截止日期前最近的一整周。
-- param: weeks INTEGER default 8 看最近几周
-- column: problem_name 问题
-- column: n 条数（条）
-- column: slope 每周增加（条）

with bounds as (
    select
        min(week_of(received_at)) as first_week,
        report_week() as last_week
    from comments
),
weeks as (
    select cast(unnest(generate_series(greatest(first_week, last_week - 7 * ($weeks - 1)), last_week, interval 7 day)) as date) as week
    from bounds
),
dated as (
    select
        comment_no,
        week_of(received_at) as week
    from comments
    where received_at >= (select min(week) from weeks)
      and received_at < (select max(week) + 7 from weeks)
),
counted as (
    select
        t.problem,
        d.week,
        count(*) as n
    from tags as t
    join dated as d using (comment_no)
    group by
        t.problem,
        d.week
)
select
    p.name_zh as problem_name,
    sum(coalesce(c.n, 0)) as n,
    round(regr_slope(coalesce(c.n, 0), date_diff('week', date '2000-01-03', w.week)), 2) as slope
from problems as p
cross join weeks as w
left join counted as c on c.problem = p.problem and c.week = w.week
group by p.name_zh
having sum(coalesce(c.n, 0)) > 0
   and slope > 0
order by
    slope desc,
    n desc,
    problem_name;
