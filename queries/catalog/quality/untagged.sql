-- 问：有多少意见没有任何标签，多在哪个渠道？
-- Q: How many comments bear no tag, and by which channel did they come?
-- 口径：没有意见的（如“无”“都好”）不算。
-- column: channel 渠道
-- column: n 有意见的（条）
-- column: n_untagged 无标签（条）
-- column: share 无标签占比（%）

select
    coalesce(c.channel, '未知') as channel,
    count(*) as n,
    count(*) filter (where len(c.codes) = 0) as n_untagged,
    round(100.0 * count(*) filter (where len(c.codes) = 0) / count(*), 1) as share
from v_comments as c
where c.kind <> '无意见'
group by 1
order by
    n_untagged desc,
    channel;
