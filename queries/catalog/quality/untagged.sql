-- 问：有多少意见没有四风标签，有多少连主题也没有，多在哪个渠道？
-- Q: How many comments bear no tag of the four winds, how many no topic either, and by which channel did they come?
-- 口径：没有意见的（如“无”“都好”）不算。四风标签含腐败线索。占比的分母是该渠道有意见的条数。
-- column: channel 渠道
-- column: n 有意见的（条）
-- column: n_no_wind 没有四风标签（条）
-- column: no_wind_share 没有四风标签占比（%）
-- column: n_no_wind_no_topic 没有四风标签也没有主题（条）
-- column: no_wind_no_topic_share 没有四风标签也没有主题占比（%）

select
    coalesce(c.channel, '未知') as channel,
    count(*) as n,
    count(*) filter (where len(c.problems) = 0) as n_no_wind,
    round(100.0 * count(*) filter (where len(c.problems) = 0) / count(*), 1) as no_wind_share,
    count(*) filter (where len(c.codes) = 0) as n_no_wind_no_topic,
    round(100.0 * count(*) filter (where len(c.codes) = 0) / count(*), 1) as no_wind_no_topic_share
from v_comments as c
where c.kind <> '无意见'
group by 1
order by
    n_no_wind_no_topic desc,
    channel;
