-- 问：各部门有多少条意见，占多少，涉及四风的有多少？
-- Q: How many comments concern each department, and how many of them touch the four winds?
-- 口径：一条意见至多归一个部门；只列有意见的部门，未识别的排在最后。
-- column: department 部门
-- column: category 类别
-- column: n 意见（条）
-- column: share 占全部意见（%）
-- column: n_winds 其中涉及四风（条）
-- column: n_submitters 不同提意见人（人）

with touching as (
    select distinct comment_id
    from tags
    where axis = 'winds'
      and wind <> 'other'
)
select
    coalesce(d.short_name, '未识别') as department,
    d.category,
    count(*) as n,
    round(100.0 * count(*) / (select count(*) from comments), 1) as share,
    count(t.comment_id) as n_winds,
    count(distinct c.submitter_key) as n_submitters
from comments as c
left join touching as t using (comment_id)
left join departments as d on d.code = c.department_code
group by
    c.department_code,
    d.short_name,
    d.category,
    d.official_rank
order by
    c.department_code is null,
    n desc,
    d.official_rank;
