-- 问：四风各有多少条意见，占多少？
-- Q: How many comments report each of the four winds?
-- 口径：一条意见可涉及几风，每风只计一次；占比的分母是涉及四风的意见，四风之外的腐败线索另列，不算占比。
-- column: wind_name 哪一风
-- column: n 意见（条）
-- column: share_of_wind_comments 占涉及四风的意见（%）

with touching as (
    select count(distinct comment_no) as n
    from tags
    where axis = 'winds'
      and wind <> 'other'
)
select
    g.name_zh as wind_name,
    count(distinct t.comment_no) as n,
    case
        when g.wind <> 'other' then round(100.0 * count(distinct t.comment_no) / nullif((select n from touching), 0), 1)
    end as share_of_wind_comments
from winds as g
left join tags as t on t.wind = g.wind
where g.axis = 'winds'
group by
    g.wind,
    g.name_zh,
    g.official_rank
order by g.official_rank;
