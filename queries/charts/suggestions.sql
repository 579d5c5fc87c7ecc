-- 问：群众提了哪些建议，涉及哪些主题、哪些部门？
-- Q: What do people suggest, on which topics and to which departments?
-- 口径：只计诉求类型为建议的意见；一条建议可涉及几个主题；部门是该主题建议最多的部门。
-- param: period_start DATE default report_week() 本期首日
-- param: period_end DATE default (report_week() + 7) 本期后一日
-- param: before_start DATE default (report_week() - 7) 上期首日
-- column: problem 主题代码
-- column: name 主题
-- column: department 建议最多的部门
-- column: comments 建议（条）
-- column: share 占比（%）
-- column: period_comments 本期（条）
-- column: before_comments 上期（条）

with suggested as (
    select comment_no, received_at, department_code
    from comments
    where kind = 'suggestion'
), topical as (
    select s.*, t.problem
    from suggested s
    left join tags t on t.comment_no = s.comment_no and t.axis = 'topics'
), busiest as (
    select problem, department_code, count(*) as comments
    from topical
    where department_code is not null
    group by problem, department_code
    qualify row_number() over (partition by problem order by count(*) desc, department_code) = 1
), counted as (
    select
        problem,
        count(*) as comments,
        count(*) filter (where received_at >= $period_start and received_at < $period_end)
            as period_comments,
        count(*) filter (where received_at >= $before_start and received_at < $period_start)
            as before_comments
    from topical
    group by problem
)
select
    c.problem,
    coalesce(p.name_zh, c.problem, '未归主题') as name,
    d.short_name as department,
    c.comments,
    round(100.0 * c.comments / (select count(*) from suggested), 1) as share,
    c.period_comments,
    c.before_comments
from counted c
left join problems p using (problem)
left join busiest b on b.problem is not distinct from c.problem
left join departments d on d.code = b.department_code
order by c.problem is null, c.comments desc, p.official_rank
