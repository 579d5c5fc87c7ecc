-- 问：最近几周里，哪些问题一直在增多？
-- Q: Which problems have grown over the last weeks?
-- 口径：对每周条数拟合直线，斜率为每周增加的条数。
-- param: weeks INTEGER default 8 看最近几周
-- column: problem_name 问题
-- column: n 条数（条）
-- column: slope 每周增加（条）

select
    problem_name,
    sum(n) as n,
    round(regr_slope(n, date_diff('week', date '2000-01-03', week)), 2) as slope
from v_weekly
where problem is not null
  and week > (select max(week) from v_weekly) - 7 * $weeks
group by problem_name
having sum(n) > 0
   and slope > 0
order by
    slope desc,
    n desc,
    problem_name;
