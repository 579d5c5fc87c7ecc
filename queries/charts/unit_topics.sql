-- 问：各乡镇、各部门的意见集中在哪些专项治理主题？
-- Q: On which topics do the comments about each unit concentrate?
-- 口径：每个单位列最多的8个主题；一条意见可涉及几个主题。
-- column: unit_kind 单位种类
-- column: unit_code 单位代码
-- column: problem 主题代码
-- column: name 主题
-- column: comments 意见（条）

with cells as (
    select c.township_code, c.department_code, t.problem, count(*) as comments
    from tags t
    join comments c using (comment_no)
    where t.axis = 'topics'
    group by all
), counted as (
    select 'township' as unit_kind, township_code as unit_code, problem, cast(sum(comments) as bigint) as comments
    from cells
    where township_code is not null
    group by all
    union all
    select 'department', department_code, problem, cast(sum(comments) as bigint)
    from cells
    where department_code is not null
    group by all
)
select n.unit_kind, n.unit_code, n.problem, p.name_zh as name, n.comments
from counted n
join problems p using (problem)
qualify row_number() over (partition by n.unit_kind, n.unit_code order by n.comments desc, p.official_rank) <= 8
order by n.unit_kind desc, n.unit_code, n.comments desc, p.official_rank
