-- 问：各渠道有多少意见与别的文字相同？
-- Q: How many comments of each channel say the same as another?
-- 口径：不计人名、数字、标点。
-- column: channel 渠道
-- column: n 意见（条）
-- column: n_same 文字与别的相同（条）
-- column: share 占比（%）

select
    coalesce(channel, '未知') as channel,
    count(*) as n,
    count(dup_group) as n_same,
    round(100.0 * count(dup_group) / count(*), 1) as share
from v_comments
group by 1
order by
    n_same desc,
    channel;
