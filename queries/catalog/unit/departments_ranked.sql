-- 问：各部门有多少条意见，占多少，涉及四风的有多少？
-- Q: How many comments concern each department, and how many of them touch the four winds?
-- 口径：一条意见至多归一个部门；只列有意见的部门，未识别的排在最后。
-- column: department 部门
-- column: category 类别
-- column: n 意见（条）
-- column: share 占全部意见（%）
-- column: n_winds 其中涉及四风（条）
-- column: n_submitters 不同提意见人（人）

with counted as (
    select
        department_code as code,
        count(*) as n,
        count(*) filter (where touches_winds) as n_winds,
        count(distinct submitter_key) as n_submitters
    from comments
    group by department_code
)
select
    coalesce(d.short_name, '未识别') as department,
    d.category,
    c.n,
    round(100.0 * c.n / (select count(*) from comments), 1) as share,
    c.n_winds,
    c.n_submitters
from counted as c
left join departments as d on d.code = c.code
order by
    c.code is null,
    c.n desc,
    d.official_rank;
