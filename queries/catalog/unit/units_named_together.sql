-- 问：哪些单位常在同一条意见里被提到？
-- Q: Which units are often named in the same comment?
-- 口径：乡镇和部门都算；推诿扯皮往往见于同时点名几个单位的意见。
-- param: least INTEGER default 2 至少几条才列
-- column: unit_a 单位甲
-- column: unit_b 单位乙
-- column: n 同时提到（条）
-- column: n_buck_passing 其中反映推诿扯皮（条）

with named as (
    select distinct
        m.comment_id,
        m.unit_code,
        coalesce(t.name, d.short_name) as unit
    from mentions as m
    left join townships as t on m.unit_kind = 'township' and t.code = m.unit_code
    left join departments as d on m.unit_kind = 'department' and d.code = m.unit_code
),
passing as (
    select comment_id
    from tags
    where problem = 'bureaucratism.buck_passing'
)
select
    a.unit as unit_a,
    b.unit as unit_b,
    count(*) as n,
    count(p.comment_id) as n_buck_passing
from named as a
join named as b on b.comment_id = a.comment_id and b.unit_code > a.unit_code
left join passing as p on p.comment_id = a.comment_id
group by
    a.unit,
    b.unit
having count(*) >= $least
order by
    n desc,
    unit_a,
    unit_b;
