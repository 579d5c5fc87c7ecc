-- 问：受限意见有多少，属于哪些问题？
-- Q: How many comments are restricted, and which problems do they report?
-- 口径：只计数，文字另存于受限库，只供纪检机关。
-- column: problem_name 问题
-- column: n 受限意见（条）

select
    coalesce(t.problem_name, '（无标签）') as problem_name,
    count(distinct c.comment_id) as n
from comments as c
left join v_tags as t on t.comment_id = c.comment_id
where c.restricted
group by 1
order by
    n desc,
    problem_name;
