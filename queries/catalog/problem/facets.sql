-- 问：每个问题具体是哪种表现？
-- Q: Which finer forms does each problem take?
-- column: problem_name 问题
-- column: facet_name 具体表现
-- column: n 条数（条）
-- column: share 占该问题（%）

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
    coalesce(f.name_zh, c.facet, '（未细分）') as facet_name,
    c.n,
    round(100.0 * c.n / sum(c.n) over (partition by c.problem), 1) as share
from counted as c
join problems as p on p.problem = c.problem
left join facets as f on f.facet = c.facet
order by
    sum(c.n) over (partition by c.problem) desc,
    problem_name,
    c.n desc,
    facet_name;
