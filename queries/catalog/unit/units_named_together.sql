-- 问：哪些单位常在同一条意见里被提到？
-- Q: Which units are often named in the same comment?
-- 口径：乡镇和部门都算；推诿扯皮往往见于同时点名几个单位的意见。
-- param: least INTEGER default 2 至少几条才列
-- column: unit_a 单位甲
-- column: unit_b 单位乙
-- column: n 同时提到（条）
-- column: n_buck_passing 其中反映推诿扯皮（条）

with units as (
    select
        code,
        name,
        row_number() over (order by code) as nth
    from (
        select code, name from townships
        union all
        select code, short_name from departments
    )
),
named as (
    select
        m.comment_no,
        list_sort(list_distinct(list(u.nth))) as units
    from mentions as m
    join units as u on u.code = m.unit_code
    group by m.comment_no
    having min(u.nth) < max(u.nth)
),
passing as (
    select comment_no
    from tags
    where problem = 'bureaucratism.buck_passing'
),
firsts as (
    select
        n.units,
        p.comment_no is not null as is_passing,
        unnest(range(1, len(n.units))) as place
    from named as n
    left join passing as p using (comment_no)
),
pairs as (
    select
        units[place] as unit_a,
        unnest(units[place + 1:]) as unit_b,
        is_passing
    from firsts
),
together as (
    select
        unit_a,
        unit_b,
        count(*) as n,
        count(*) filter (where is_passing) as n_buck_passing
    from pairs
    group by
        unit_a,
        unit_b
    having count(*) >= $least
)
select
    a.name as unit_a,
    b.name as unit_b,
    t.n,
    t.n_buck_passing
from together as t
join units as a on a.nth = t.unit_a
join units as b on b.nth = t.unit_b
order by
    t.n desc,
    unit_a,
    unit_b;
