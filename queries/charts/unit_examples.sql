-- 问：各乡镇、各部门的意见原话举例（已脱敏）？
-- Q: What do comments on each unit say, in their own redacted words?
-- 口径：每个单位至多 6 条，每个问题先取把握最大的一条；受限意见和对领导班子的意见不列；时间只到周。
-- column: unit_kind 单位种类
-- column: unit_code 单位代码
-- column: week 周（周一日期）
-- column: name 问题
-- column: words 原话（已脱敏，至多 160 字）

with quotable as (
    select
        c.comment_id,
        c.received_at,
        c.township_code,
        c.department_code,
        t.problem,
        t.score
    from comments c
    join tags t using (comment_id)
    where t.axis = 'winds'
      and t.wind <> 'other'
      and c.text is not null
      and not c.restricted
      and not c.target_leadership
    qualify row_number() over (partition by c.comment_id order by t.score desc, t.problem) = 1
), placed as (
    select 'township' as unit_kind, township_code as unit_code, * from quotable where township_code is not null
    union all
    select 'department', department_code, * from quotable where department_code is not null
), ranked as (
    select
        *,
        row_number() over (partition by unit_kind, unit_code, problem order by score desc, comment_id) as turn
    from placed
), chosen as (
    select *
    from ranked
    where turn <= 2
    qualify row_number() over (partition by unit_kind, unit_code order by turn, score desc, comment_id) <= 6
), worded as (
    select h.*, concat_ws('：', nullif(c.title, ''), c.text) as words
    from chosen h
    join comments c using (comment_id)
)
select
    w.unit_kind,
    w.unit_code,
    cast(date_trunc('week', w.received_at) as date) as week,
    p.name_zh as name,
    case when length(w.words) > 160 then left(w.words, 160) || '……' else w.words end as words
from worded w
join problems p using (problem)
order by w.unit_kind desc, w.unit_code, w.turn, w.score desc, w.comment_id
