-- 问：哪些反映多的问题还没有进台账？
-- Q: Which problems that many comments report are not in the ledger yet?
-- param: least INTEGER default 2 至少几条才列
-- column: problem_name 问题
-- column: n 意见（条）

with listed as (
    select distinct unnest(codes) as code
    from rectifications
),
counted as (
    select
        problem,
        count(*) as n
    from tags
    group by problem
    having count(*) >= $least
)
select
    p.name_zh as problem_name,
    c.n
from counted as c
join problems as p using (problem)
where p.problem not in (select code from listed)
  and p.wind not in (select code from listed)
order by
    c.n desc,
    problem_name;
