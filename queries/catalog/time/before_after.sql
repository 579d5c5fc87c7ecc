-- 问：某日前后，各问题的意见多了还是少了？
-- Q: Did comments on each problem become more or fewer after a certain day?
-- 口径：比较前后各若干天，当日算在之后；比值为之后的条数 ÷ 之前的条数。
-- param: day DATE default (select cast(min(received_at) as date) + cast((cast(max(received_at) as date) - cast(min(received_at) as date)) // 2 as integer) from comments) 那一天
-- param: days INTEGER default 30 前后各几天
-- column: problem_name 问题
-- column: n_before 之前（条）
-- column: n_after 之后（条）
-- column: change 增减（条）
-- column: ratio 之后÷之前（倍）

with chosen as (
    select
        $day as day,
        $days as days
),
dated as (
    select
        comment_no,
        received_at < h.day as is_before
    from comments
    cross join chosen as h
    where received_at >= h.day - h.days
      and received_at < h.day + h.days
),
counted as (
    select
        t.problem,
        count(*) filter (where d.is_before) as n_before,
        count(*) filter (where not d.is_before) as n_after
    from tags as t
    join dated as d using (comment_no)
    group by t.problem
)
select
    p.name_zh as problem_name,
    c.n_before,
    c.n_after,
    c.n_after - c.n_before as change,
    round(c.n_after / nullif(c.n_before, 0), 2) as ratio
from counted as c
join problems as p using (problem)
order by
    change desc,
    n_after desc,
    problem_name;
