-- 问：各渠道每月收到多少条意见？
-- Q: How many comments came by each channel in each month?
-- 口径：时间未知的意见不计。
-- column: month 月份（首日）
-- column: channel 渠道
-- column: n 意见（条）

select
    cast(date_trunc('month', received_at) as date) as month,
    coalesce(channel, '未知') as channel,
    count(*) as n
from v_comments
where received_at is not null
group by all
order by
    month,
    n desc,
    channel;
