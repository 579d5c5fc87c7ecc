-- 问：四风问题中哪些最多，涉及多少人、多少单位？
-- Q: Which of the four-wind problems are most reported, by how many people and about how many units?
-- column: problem_name 问题
-- column: wind_name 哪一风
-- column: n 意见（条）
-- column: share 占全部意见（%）
-- column: n_submitters 不同提意见人（人）
-- column: n_townships 涉及乡镇（个）
-- column: n_departments 涉及部门（个）

select
    p.name_zh as problem_name,
    g.name_zh as wind_name,
    count(c.comment_no) as n,
    round(100.0 * count(c.comment_no) / (select count(*) from comments), 1) as share,
    count(distinct c.submitter_key) as n_submitters,
    count(distinct c.township_code) as n_townships,
    count(distinct c.department_code) as n_departments
from problems as p
join winds as g using (wind)
left join tags as t on t.problem = p.problem
left join comments as c on c.comment_no = t.comment_no
where p.axis = 'winds'
group by
    p.problem,
    p.name_zh,
    g.name_zh,
    p.official_rank
order by
    n desc,
    p.official_rank;
