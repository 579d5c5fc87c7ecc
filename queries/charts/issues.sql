-- 问：群众反映最集中的是哪些事？
-- Q: Which matters do the comments concentrate on?
-- 口径：说同一件事的意见归为一个事项，按热度排名，列前20件；热度指数：人数、条数、点赞和持续天数越多越高，久无新意见则降；受限意见计入名次和条数；标题和关键词只取自不受限的意见，全是受限意见的事项占一行、不列标题。
-- param: period_start DATE default report_week() 本期首日
-- param: period_end DATE default (report_week() + 7) 本期后一日
-- param: before_start DATE default (report_week() - 7) 上期首日
-- column: rank 名次
-- column: issue_id 事项编号
-- column: title 事项
-- column: heat 热度指数
-- column: comments 意见（条）
-- column: submitters 提意见人（人）
-- column: first_day 最早
-- column: last_day 最晚
-- column: township 乡镇
-- column: department 部门
-- column: name 主要问题
-- column: keywords 关键词
-- column: period_comments 本期（条）
-- column: before_comments 上期（条）

with hottest as (
    select *
    from issues
    where rank <= 20
), counted as (
    select
        ic.issue_id,
        bool_and(c.restricted) as restricted,
        count(*) filter (where c.received_at >= $period_start and c.received_at < $period_end)
            as period_comments,
        count(*) filter (where c.received_at >= $before_start and c.received_at < $period_start)
            as before_comments
    from issue_comments ic
    join hottest using (issue_id)
    join comments c using (comment_id)
    group by ic.issue_id
)
select
    i.rank,
    i.issue_id,
    case when n.restricted then '（均为受限意见，不列标题）' else i.title end as title,
    round(i.heat, 2) as heat,
    i.n_comments as comments,
    i.n_submitters as submitters,
    cast(i.first_at as date) as first_day,
    cast(i.last_at as date) as last_day,
    t.name as township,
    d.short_name as department,
    p.name_zh as name,
    case when not n.restricted then i.keywords end as keywords,
    coalesce(n.period_comments, 0) as period_comments,
    coalesce(n.before_comments, 0) as before_comments
from hottest i
left join counted n using (issue_id)
left join townships t on t.code = i.township_code
left join departments d on d.code = i.department_code
left join problems p using (problem)
order by i.rank
