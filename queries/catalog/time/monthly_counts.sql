-- 问：每月有多少条意见，各类诉求有多少？
-- Q: How many comments came each month, and of which kind?
-- 口径：时间未知的意见不计。
-- column: month 月份（首日）
-- column: n 意见（条）
-- column: n_complaint 投诉求助（条）
-- column: n_suggestion 建议（条）
-- column: n_inquiry 咨询（条）
-- column: n_praise 表扬（条）
-- column: n_no_opinion 无意见（条）

select
    cast(date_trunc('month', received_at) as date) as month,
    count(*) as n,
    count(*) filter (where kind = 'complaint') as n_complaint,
    count(*) filter (where kind = 'suggestion') as n_suggestion,
    count(*) filter (where kind = 'inquiry') as n_inquiry,
    count(*) filter (where kind = 'praise') as n_praise,
    count(*) filter (where no_opinion) as n_no_opinion
from comments
where received_at is not null
group by month
order by month;
