-- 问：每个问题具体是哪种表现？
-- Q: Which finer forms does each problem take?
-- column: problem_name 问题
-- column: facet 细类代码
-- column: n 条数（条）

with counted as (
    select
        problem,
        facet,
        count(*) as n
    from tags
    group by
        problem,
        facet
)
select
    p.name_zh as problem_name,
    coalesce(c.facet, '（未细分）') as facet,
    c.n
from counted as c
join problems as p using (problem)
order by
    c.n desc,
    problem_name,
    c.facet;
