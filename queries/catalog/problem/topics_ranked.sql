-- 问：群众最关心哪些专项治理主题？
-- Q: Which topics of the special governance concern residents most?
-- column: topic 主题
-- column: group_name 主题组
-- column: n 意见（条）
-- column: n_winds 其中涉及四风（条）
-- column: wind_share 涉及四风占比（%）

with touching as (
    select distinct comment_id
    from tags
    where axis = 'winds'
      and wind <> 'other'
)
select
    p.name_zh as topic,
    g.name_zh as group_name,
    count(*) as n,
    count(w.comment_id) as n_winds,
    round(100.0 * count(w.comment_id) / count(*), 1) as wind_share
from tags as t
join problems as p using (problem)
join winds as g on g.wind = t.wind
left join touching as w on w.comment_id = t.comment_id
where t.axis = 'topics'
group by
    p.name_zh,
    g.name_zh,
    p.official_rank
order by
    n desc,
    p.official_rank;
