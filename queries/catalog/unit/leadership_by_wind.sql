-- 问：针对县委、县政府领导班子的意见有多少，属于哪一风？
-- Q: How many comments concern the county leadership itself, and which winds do they report?
-- 口径：这类意见受限，只计数；没有标签的记为“未涉及四风”。
-- column: wind_name 哪一风
-- column: n 意见（条）

select
    coalesce(g.name_zh, '未涉及四风') as wind_name,
    count(distinct c.comment_no) as n
from comments as c
left join tags as t on t.comment_no = c.comment_no and t.axis = 'winds'
left join winds as g on g.wind = t.wind
where c.target_leadership
group by
    g.wind,
    g.name_zh,
    g.official_rank
order by g.official_rank nulls last;
