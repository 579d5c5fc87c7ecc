-- 问：意见从哪些渠道来？
-- Q: Through which channels did the comments come?
-- 口径：全部入库意见；没有意见的渠道也列出；两个未列名的渠道只占位。
-- param: period_start DATE default report_week() 本期首日
-- param: period_end DATE default (report_week() + 7) 本期后一日
-- param: before_start DATE default (report_week() - 7) 上期首日
-- column: channel 渠道代码
-- column: name 渠道
-- column: named 已列名
-- column: comments 意见（条）
-- column: share 占比（%）
-- column: period_comments 本期（条）
-- column: before_comments 上期（条）
-- column: first_day 最早一条

with counted as (
    select
        channel,
        count(*) as comments,
        cast(min(received_at) as date) as first_day,
        count(*) filter (where received_at >= $period_start and received_at < $period_end) as period_comments,
        count(*) filter (where received_at >= $before_start and received_at < $period_start) as before_comments
    from comments
    group by channel
)
select
    coalesce(r.code, c.channel) as channel,
    coalesce(r.name, c.channel, '未知渠道') as name,
    coalesce(r.named, false) as named,
    coalesce(c.comments, 0) as comments,
    round(100.0 * coalesce(c.comments, 0) / nullif((select sum(comments) from counted), 0), 1) as share,
    coalesce(c.period_comments, 0) as period_comments,
    coalesce(c.before_comments, 0) as before_comments,
    c.first_day
from channels r
full join counted c on c.channel = r.code
order by r.code is null, comments desc, r.code like 'ch.unnamed%', r.code, c.channel
