-- 问：群众反映最集中的是哪些事，多热，何时何地？
-- Q: Which matters do the comments concentrate on, how hot are they, when and where?
-- 口径：说同一件事的意见归为一个事项，按热度排名；受限意见计入排名；描述只取自不受限的意见，全是受限意见的事项占一行、不列描述。
-- column: rank 热度排名
-- column: issue_id 问题ID
-- column: heat 热度指数
-- column: span 时间范围
-- column: place 地点/人群
-- column: title 问题描述

with hidden as (
    select ic.issue_id
    from issue_comments ic
    join comments c using (comment_id)
    group by ic.issue_id
    having bool_and(c.restricted)
)
select
    i.rank,
    i.issue_id,
    round(i.heat, 2) as heat,
    strftime(i.first_at, '%Y/%m/%d') || ' 至 ' || strftime(i.last_at, '%Y/%m/%d') as span,
    nullif(concat_ws('，', t.name, d.short_name), '') as place,
    case when h.issue_id is not null then '（均为受限意见，不列描述）' else i.title end as title
from issues i
left join hidden h using (issue_id)
left join townships t on t.code = i.township_code
left join departments d on d.code = i.department_code
order by i.rank
