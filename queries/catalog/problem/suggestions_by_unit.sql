-- 问：群众给哪些单位提了建议，说的是什么？
-- Q: To which units do residents make suggestions, and on what?
-- column: unit 单位
-- column: n 建议（条）
-- column: topics 主题，常说的在前

with suggestions as (
    select
        c.comment_no,
        coalesce(d.short_name, w.name, '未识别') as unit
    from comments as c
    left join departments as d on d.code = c.department_code
    left join townships as w on w.code = c.township_code
    where c.kind = 'suggestion'
),
counted as (
    select
        unit,
        count(*) as n
    from suggestions
    group by unit
),
topics as (
    select
        s.unit,
        t.problem,
        count(*) as n
    from suggestions as s
    join tags as t using (comment_no)
    where t.axis = 'topics'
    group by
        s.unit,
        t.problem
),
named as (
    select
        t.unit,
        string_agg(p.name_zh, '、' order by t.n desc, p.name_zh) as topics
    from topics as t
    join problems as p using (problem)
    group by t.unit
)
select
    c.unit,
    c.n,
    coalesce(n.topics, '') as topics
from counted as c
left join named as n using (unit)
order by
    c.n desc,
    c.unit;
