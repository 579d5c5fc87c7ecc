-- 问：群众最关心哪些专项治理主题？
-- Q: Which topics of the special governance concern residents most?
-- column: topic 主题
-- column: group_name 主题组
-- column: n 意见（条）
-- column: n_winds 其中涉及四风（条）
-- column: wind_share 涉及四风占比（%）

with counted as (
    select
        t.problem,
        count(*) as n,
        count(*) filter (where c.touches_winds) as n_winds
    from tags as t
    join comments as c using (comment_no)
    where t.axis = 'topics'
    group by t.problem
)
select
    p.name_zh as topic,
    g.name_zh as group_name,
    c.n,
    c.n_winds,
    round(100.0 * c.n_winds / c.n, 1) as wind_share
from counted as c
join problems as p using (problem)
join winds as g using (wind)
order by
    c.n desc,
    p.official_rank;
