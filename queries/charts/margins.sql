-- 问：时段、乡镇、部门、问题、渠道、类型，任取一至三项交叉，各有多少条意见？
-- Q: How many comments fall into each cell of every one-, two- and three-way margin of period, township, department, problem, channel, kind?
-- 口径：与 filtered 相同；values 一行列出各项的代码，其余每行是一种组合，cells 依次为与上一格的序号差、条数；序号为各项代码位置的混合进位数。
-- param: window_start DATE default (report_week() - 175) 近26期首日
-- param: as_of DATE default (select as_of from runs order by seq desc limit 1) 截止日期
-- param: grain VARCHAR default 'week' 按周 week 或按月 month
-- column: margin 组合
-- column: size 格数
-- column: cells 各格

with dated as (
    select
        comment_no,
        case
            when received_at < $window_start then date '-infinity'
            when received_at >= $as_of + interval 1 day then date 'infinity'
            else cast(date_trunc($grain, received_at) as date)
        end as begins,
        township_code,
        department_code,
        channel,
        kind,
        touches_winds
    from comments
), reported as (
    select comment_no, problem as p
    from tags
    where axis = 'winds'
    union all
    select distinct comment_no, wind
    from tags
    where axis = 'winds'
), summed_up as materialized (
    select begins, township_code, department_code, channel, kind, count(*) as n, count(*) filter (where touches_winds) as touching
    from dated
    group by all
), counted as (
    select begins, township_code, department_code, null as p, channel, kind, n
    from summed_up
    union all
    select begins, township_code, department_code, 'winds', channel, kind, touching
    from summed_up
    where touching > 0
    union all
    select begins, township_code, department_code, p, channel, kind, count(*)
    from dated
    join reported using (comment_no)
    group by all
), coded as materialized (
    select
        case
            when begins is null then 'none'
            when begins = date '-infinity' then 'earlier'
            when begins = date 'infinity' then 'later'
            else strftime(begins, '%Y-%m-%d')
        end as w,
        coalesce(township_code, 'none') as t,
        coalesce(department_code, 'none') as d,
        p,
        coalesce(channel, 'none') as c,
        coalesce(kind, 'none') as k,
        n
    from counted
), plain as (
    select * from coded where p is null
), tagged as (
    select * from coded where p is not null
), codes as (
    select 'w' as dimension, w as code from plain
    union select 't', t from plain
    union select 'd', d from plain
    union select 'c', c from plain
    union select 'k', k from plain
    union select 'p', p from tagged
), numbered as materialized (
    select dimension, code, cast(row_number() over (partition by dimension order by code) - 1 as integer) as id
    from codes
), sizes as (
    select
        count(*) filter (where dimension = 't') as ts,
        count(*) filter (where dimension = 'd') as ds,
        count(*) filter (where dimension = 'p') as ps,
        count(*) filter (where dimension = 'c') as cs,
        count(*) filter (where dimension = 'k') as ks
    from numbered
), cells as (
    select w.id as w, t.id as t, d.id as d, null as p, c.id as c, k.id as k, n
    from plain x
    join numbered w on w.dimension = 'w' and w.code = x.w
    join numbered t on t.dimension = 't' and t.code = x.t
    join numbered d on d.dimension = 'd' and d.code = x.d
    join numbered c on c.dimension = 'c' and c.code = x.c
    join numbered k on k.dimension = 'k' and k.code = x.k
), tagged_cells as (
    select w.id as w, t.id as t, d.id as d, p.id as p, c.id as c, k.id as k, n
    from tagged x
    join numbered w on w.dimension = 'w' and w.code = x.w
    join numbered t on t.dimension = 't' and t.code = x.t
    join numbered d on d.dimension = 'd' and d.code = x.d
    join numbered p on p.dimension = 'p' and p.code = x.p
    join numbered c on c.dimension = 'c' and c.code = x.c
    join numbered k on k.dimension = 'k' and k.code = x.k
), summed as (
    select w, t, d, null as p, c, k, sum(n) as n
    from cells
    group by grouping sets (
        (), (w), (t), (d), (c), (k),
        (w, t), (w, d), (w, c), (w, k), (t, d), (t, c), (t, k), (d, c), (d, k), (c, k),
        (w, t, d), (w, t, c), (w, t, k), (w, d, c), (w, d, k), (w, c, k), (t, d, c), (t, d, k), (t, c, k), (d, c, k)
    )
    union all
    select w, t, d, p, c, k, sum(n)
    from tagged_cells
    group by grouping sets (
        (p), (w, p), (t, p), (d, p), (p, c), (p, k),
        (w, t, p), (w, d, p), (w, p, c), (w, p, k), (t, d, p), (t, p, c), (t, p, k), (d, p, c), (d, p, k), (p, c, k)
    )
), keyed as (
    select
        concat(
            case when w is not null then 'w' end, case when t is not null then 't' end, case when d is not null then 'd' end,
            case when p is not null then 'p' end, case when c is not null then 'c' end, case when k is not null then 'k' end
        ) as margin,
        coalesce(w, 0) as k1,
        case when t is null then k1 else k1 * ts + t end as k2,
        case when d is null then k2 else k2 * ds + d end as k3,
        case when p is null then k3 else k3 * ps + p end as k4,
        case when c is null then k4 else k4 * cs + c end as k5,
        case when k is null then k5 else k5 * ks + k end as key,
        n
    from summed, sizes
), stepped as (
    select margin, key, key - coalesce(lag(key) over (partition by margin order by key), 0) as step, n
    from keyed
)
select margin, count(*) as size, string_agg(step || ' ' || n, ' ' order by key) as cells
from stepped
group by margin
union all
select 'values ' || dimension, count(*), cast(to_json(list(code order by code)) as varchar)
from numbered
group by dimension
order by margin
