-- 问：受限意见有多少，属于哪些问题？
-- Q: How many comments are restricted, and which problems do they report?
-- 口径：只计数，文字另存于受限库，只供纪检机关。
-- column: problem_name 问题
-- column: n 受限意见（条）

with counted as (
    select
        t.problem,
        count(*) as n
    from comments as c
    left join tags as t using (comment_no)
    where c.restricted
    group by t.problem
)
select
    coalesce(p.name_zh, '（无标签）') as problem_name,
    c.n
from counted as c
left join problems as p using (problem)
order by
    c.n desc,
    problem_name;
