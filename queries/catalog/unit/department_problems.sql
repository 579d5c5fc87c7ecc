-- 问：某部门各问题有多少条，占比与全县相差多少？
-- Q: How many comments of one department report each problem, and how does the share differ from the county's?
-- 口径：占比的分母是意见条数，一条意见可有几个问题，合计可超过 100%。
-- param: department DEPARTMENT default (select short_name from departments where code = (select department_code from comments where department_code is not null group by department_code order by count(*) desc, department_code limit 1)) 部门的名称、简称、别名或代码
-- column: problem_name 问题
-- column: n 条数（条）
-- column: share 占该部门意见（%）
-- column: county_share 占全县意见（%）
-- column: difference 相差（个百分点）

with mine as (
    select c.comment_no
    from comments as c
    join departments as u on u.code = c.department_code
    where $department in (u.name, u.code, u.short_name)
)
select
    p.name_zh as problem_name,
    count(m.comment_no) as n,
    round(100.0 * count(m.comment_no) / (select count(*) from mine), 1) as share,
    round(100.0 * count(*) / (select count(*) from comments), 1) as county_share,
    round(100.0 * count(m.comment_no) / (select count(*) from mine) - 100.0 * count(*) / (select count(*) from comments), 1) as difference
from tags as t
join problems as p using (problem)
left join mine as m on m.comment_no = t.comment_no
group by
    p.problem,
    p.name_zh,
    p.official_rank
having count(m.comment_no) > 0
order by
    n desc,
    p.official_rank;
