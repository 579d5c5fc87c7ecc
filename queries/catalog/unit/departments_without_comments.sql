-- 问：哪些部门一条意见也没有？
-- Q: Which departments does no comment concern?
-- column: code 部门代码
-- column: department 部门
-- column: category 类别

select
    d.code,
    d.short_name as department,
    d.category
from departments as d
where not exists (
    select 1
    from comments as c
    where c.department_code = d.code
)
order by d.official_rank;
