-- 问：哪些单位常在同一条意见里被提到？
-- Q: Which units are often named in the same comment?
-- 口径：乡镇和部门都算；推诿扯皮往往见于同时点名几个单位的意见；登记的单位至多 252 个。
-- param: least INTEGER default 2 至少几条才列
-- column: unit_a 单位甲
-- column: unit_b 单位乙
-- column: n 同时提到（条）
-- column: n_buck_passing 其中反映推诿扯皮（条）

with units as (
    select
        code,
        name,
        -- Each unit is a bit of two numbers, so the units of a comment are two numbers, and comments that name the same units are counted first.
        case when nth <= 126 then cast(1 as hugeint) << (nth - 1) else 0 end as low_bit,
        case
            when nth > 252 then error('单位多于 252 个')
            when nth > 126 then cast(1 as hugeint) << (nth - 127)
            else 0
        end as high_bit
    from (
        select
            code,
            name,
            cast(row_number() over (order by code) as hugeint) as nth
        from (
            select code, name from townships
            union all
            select code, short_name from departments
        )
    )
),
named as (
    select
        m.comment_no,
        bit_or(u.low_bit) as low,
        bit_or(u.high_bit) as high
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
        n.low,
        n.high,
        count(*) as n,
        count(p.comment_no) as n_buck_passing
    from named as n
    left join passing as p using (comment_no)
    group by
        n.low,
        n.high
),
members as (
    select
        s.set_no,
        s.n,
        s.n_buck_passing,
        u.code,
        u.name
    from sets as s
    join units as u on s.low & u.low_bit <> 0 or s.high & u.high_bit <> 0
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
