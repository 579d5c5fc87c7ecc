-- 问：某个事项由哪些意见组成？
-- Q: Which comments make up one matter?
-- 口径：标题和正文已脱敏；受限意见计入，标题和正文为空。
-- param: rank INTEGER default 1 事项名次
-- column: comment_id 意见编号
-- column: received_day 收到日期
-- column: channel 渠道
-- column: title 标题
-- column: text 正文
-- column: similarity 与事项中心的相似度（0 至 1）

with chosen as materialized (
    -- Numbers first: so DuckDB reads the texts of these comments only.
    select
        c.comment_no,
        m.similarity
    from issues as i
    join issue_comments as m using (issue_id)
    join comments as c using (comment_id)
    where i.rank = $rank
)
select
    c.comment_id,
    cast(c.received_at as date) as received_day,
    coalesce(c.channel, '未知') as channel,
    c.title,
    c.text,
    round(m.similarity, 2) as similarity
from chosen as m
join v_comments as c using (comment_no)
order by
    m.similarity desc,
    c.comment_id;
