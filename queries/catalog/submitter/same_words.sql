-- 问：哪些意见文字相同，像是统一发送的？
-- Q: Which comments say the same words, as if sent in a campaign?
-- 口径：不计人名、数字、标点；受限意见的标题不显示。
-- column: dup_group 组号
-- column: n 意见（条）
-- column: n_submitters 不同提意见人（人）
-- column: days 首末相隔（天）
-- column: n_channels 渠道（个）
-- column: title 其中一条的标题

select
    dup_group,
    count(*) as n,
    count(distinct submitter_key) as n_submitters,
    date_diff('day', min(received_at), max(received_at)) as days,
    count(distinct channel) as n_channels,
    min(title) as title
from comments
where dup_group is not null
group by dup_group
order by
    n desc,
    dup_group;
