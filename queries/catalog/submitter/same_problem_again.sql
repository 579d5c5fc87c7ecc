-- 问：哪些人就同一个问题、同一个单位反复反映？
-- Q: Who reports the same problem of the same unit again and again?
-- 口径：久拖不决的迹象：同一提意见人、同一乡镇和部门、同一问题不止一条。
-- column: submitter_key 提意见人（散列值）
-- column: problem_name 问题
-- column: unit 单位
-- column: n 意见（条）
-- column: days 首末相隔（天）

with candidates as (
    select hash(c.submitter_key, t.problem) as likeness
    from tags as t
    join comments as c using (comment_no)
    where c.submitter_key is not null
    group by likeness
    having count(*) > 1
),
again as (
    select
        c.submitter_key,
        t.problem,
        c.township_code,
        c.department_code,
        count(*) as n,
        date_diff('day', min(c.received_at), max(c.received_at)) as days
    from tags as t
    join comments as c using (comment_no)
    where c.submitter_key is not null
      and hash(c.submitter_key, t.problem) in (select likeness from candidates)
    group by
        c.submitter_key,
        t.problem,
        c.township_code,
        c.department_code
    having count(*) > 1
)
select
    a.submitter_key,
    p.name_zh as problem_name,
    coalesce(nullif(concat_ws(' ', w.name, d.short_name), ''), '未识别') as unit,
    a.n,
    a.days
from again as a
join problems as p using (problem)
left join townships as w on w.code = a.township_code
left join departments as d on d.code = a.department_code
order by
    a.n desc,
    a.days desc,
    a.submitter_key,
    problem_name,
    unit;
