-- 问：各渠道有多少条意见，占多少，涉及四风的占多少？
-- Q: How many comments came by each channel, and what share of them touches the four winds?
-- 口径：没有意见的渠道也列出，未知渠道排在最后。
-- column: channel 渠道
-- column: named 是否已列名渠道
-- column: n 意见（条）
-- column: share 占全部意见（%）
-- column: wind_share 涉及四风占该渠道意见（%）

with touching as (
    select distinct comment_no
    from tags
    where axis = 'winds'
      and wind <> 'other'
),
counted as (
    select
        c.channel as code,
        count(*) as n,
        count(t.comment_no) as n_winds
    from comments as c
    left join touching as t using (comment_no)
    group by c.channel
)
select
    coalesce(h.name, '未知') as channel,
    coalesce(h.named, false) as named,
    coalesce(c.n, 0) as n,
    round(100.0 * coalesce(c.n, 0) / (select count(*) from comments), 1) as share,
    round(100.0 * c.n_winds / c.n, 1) as wind_share
from channels as h
full join counted as c on c.code = h.code
order by
    h.code is null,
    n desc,
    h.code;
