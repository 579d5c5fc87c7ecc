-- 问：每个热点事项由哪些意见组成？
-- Q: Which comments make up each of the matters?
-- 口径：意见编号和提意见人都是带密钥的散列值；文字已脱敏，受限意见不列文字。
-- column: issue_id 问题ID
-- column: comment_id 留言编号
-- column: submitter_key 留言用户
-- column: title 留言主题
-- column: received_at 留言时间
-- column: text 留言详情
-- column: votes_up 点赞数
-- column: votes_down 反对数

select
    i.issue_id,
    c.comment_id,
    c.submitter_key,
    case when not c.restricted then c.title end as title,
    c.received_at,
    case when c.restricted then '（受限意见，不列文字）' else c.text end as text,
    c.votes_up,
    c.votes_down
from issues i
join issue_comments ic using (issue_id)
join comments c using (comment_id)
order by i.rank, c.received_at nulls last, c.comment_id
