-- 问：每个问题具体是哪种表现？
-- Q: Which finer forms does each problem take?
-- column: problem_name 问题
-- column: facet 细类代码
-- column: n 条数（条）

select
    problem_name,
    coalesce(facet, '（未细分）') as facet,
    count(*) as n
from v_tags
group by all
order by
    n desc,
    problem_name,
    facet;
