-- 问：各乡镇、各部门有哪些热点事项？
-- Q: Which matters concern each unit?
-- 口径：每个单位列名次最前的8件；受限意见计入名次和条数；标题只取自不受限的意见，全是受限意见的事项占一行、不列标题。
-- column: unit_kind 单位种类
-- column: unit_code 单位代码
-- column: rank 名次
-- column: title 事项
-- column: comments 意见（条）
-- column: last_day 最晚

with placed as (
    select issue_id, rank, title, n_comments, last_at, 'township' as unit_kind, township_code as unit_code
    from issues
    where township_code is not null
    union all
    select issue_id, rank, title, n_comments, last_at, 'department', department_code
    from issues
    where department_code is not null
), listed as (
    select *
    from placed
    qualify row_number() over (partition by unit_kind, unit_code order by rank) <= 8
), hidden as (
    select ic.issue_id
    from issue_comments ic
    semi join listed using (issue_id)
    join comments c using (comment_id)
    group by ic.issue_id
    having bool_and(c.restricted)
)
select
    p.unit_kind,
    p.unit_code,
    p.rank,
    case when h.issue_id is not null then '（均为受限意见，不列标题）' else p.title end as title,
    p.n_comments as comments,
    cast(p.last_at as date) as last_day
from listed p
left join hidden h using (issue_id)
order by p.unit_kind desc, p.unit_code, p.rank
