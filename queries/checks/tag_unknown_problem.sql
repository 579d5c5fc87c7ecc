-- 问：哪些标签的代码不在登记里，或轴、大类与登记不符？
-- Q: Which tags bear a code that the register does not hold, or another axis or wind than it says?
-- column: comment_id 意见编号
-- column: problem 问题代码

select
    t.comment_id,
    t.problem
from tags as t
left join problems as p using (problem)
left join facets as f on f.facet = t.facet
where p.problem is null
   or p.axis <> t.axis
   or p.wind <> t.wind
   or (t.facet is not null and f.facet is null)
order by all;
