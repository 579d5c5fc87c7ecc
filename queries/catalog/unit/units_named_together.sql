-- 问：哪些单位常在同一条意见里被提到？
-- Q: Which units are often named in the same comment?
-- 口径：乡镇和部门都算；推诿扯皮往往见于同时点名几个单位的意见。
-- param: least INTEGER default 2 至少几条才列
-- column: unit_a 单位甲
-- column: unit_b 单位乙
-- column: n 同时提到（条）
-- column: n_buck_passing 其中反映推诿扯皮（条）

with listed as (
    select true as is_township, code, name from townships
    union all
    select false, code, short_name from departments
),
numbered as (
    select
        *,
        cast(row_number() over (partition by is_township order by code) as integer) - 1 as nth,
        cast(count(*) over (partition by is_township) as integer) as total
    from listed
),
units as (
    -- Each unit is a bit, so the units of a comment are two values, and comments that name the same units are counted first.
    select
        *,
        set_bit(bitstring('0', total), nth, 1) as own_bit
    from numbered
),
named as (
    select
        m.comment_no,
        bit_or(u.own_bit) filter (where u.is_township) as townships_named,
        bit_or(u.own_bit) filter (where not u.is_township) as departments_named
    from mentions as m
    join units as u on u.code = m.unit_code
    group by m.comment_no
),
passing as (
    select comment_no
    from tags
    where problem = 'bureaucratism.buck_passing'
),
sets as (
    select
        row_number() over () as set_no,
        n.townships_named,
        n.departments_named,
        count(*) as n,
        count(p.comment_no) as n_buck_passing
    from named as n
    left join passing as p using (comment_no)
    group by
        n.townships_named,
        n.departments_named
),
members as (
    select
        s.set_no,
        s.n,
        s.n_buck_passing,
        u.code,
        u.name
    from sets as s
    join units as u
        on get_bit(case when u.is_township then s.townships_named else s.departments_named end, u.nth) = 1
)
select
    any_value(a.name) as unit_a,
    any_value(b.name) as unit_b,
    cast(sum(a.n) as bigint) as n,
    cast(sum(a.n_buck_passing) as bigint) as n_buck_passing
from members as a
join members as b on b.set_no = a.set_no and b.code > a.code
group by
    a.code,
    b.code
having sum(a.n) >= $least
order by
    n desc,
    unit_a,
    unit_b;
