-- 问：各乡镇、各部门的意见原话举例（已脱敏）？
-- Q: What do comments on each unit say, in their own redacted words?
-- 口径：每个单位至多6条，每个问题先取把握最大的一条，至多3条；受限意见和对领导班子的意见不列；时间只到周。
-- column: unit_kind 单位种类
-- column: unit_code 单位代码
-- column: week 周（周一日期）
-- column: name 问题
-- column: words 原话（已脱敏，至多 160 字）

with quotable as (
    select
        t.comment_id,
        t.comment_no,
        c.township_code,
        c.department_code,
        t.problem,
        t.score
    from comments c
    join tags t using (comment_no)
    where t.axis = 'winds'
      and t.wind <> 'other'
      and not c.restricted
      and not c.target_leadership
), placed as (
    select 'township' as unit_kind, township_code as unit_code, problem, min({below: 1 - score, comment_id: comment_id, comment_no: comment_no}, 3) as best
    from quotable
    where township_code is not null
    group by township_code, problem
    union all
    select 'department', department_code, problem, min({below: 1 - score, comment_id: comment_id, comment_no: comment_no}, 3)
    from quotable
    where department_code is not null
    group by department_code, problem
), ranked as (
    select
        unit_kind,
        unit_code,
        problem,
        unnest(range(1, len(best) + 1)) as turn,
        unnest(best, recursive := true)
    from placed
), once as (
    select *
    from ranked
    qualify row_number() over (partition by unit_kind, unit_code, comment_id order by turn, below, problem) = 1
), chosen as (
    select *
    from once
    qualify row_number() over (partition by unit_kind, unit_code order by turn, below, comment_id) <= 6
), worded as (
    select h.*, c.received_at, concat_ws('：', nullif(c.title, ''), c.text) as words
    from chosen h
    join comments c using (comment_no)
)
select
    w.unit_kind,
    w.unit_code,
    cast(date_trunc('week', w.received_at) as date) as week,
    p.name_zh as name,
    case when length(w.words) > 160 then left(w.words, 160) || '……' else w.words end as words
from worded w
join problems p using (problem)
where w.words <> ''
order by w.unit_kind desc, w.unit_code, w.turn, w.below, w.comment_id
