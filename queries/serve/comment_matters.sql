-- 问：这条意见属于哪些事项？
-- Q: Which matters does one comment belong to?
-- 口径：受限意见和对领导班子的意见不列。
-- param: id VARCHAR 意见编号
-- column: issue_id 事项编号
-- column: rank 名次
-- column: title 事项
-- column: comments 意见（条）

select
    i.issue_id,
    i.rank,
    i.title,
    i.n_comments as comments
from issue_comments m
join issues i using (issue_id)
join comments c using (comment_id)
where m.comment_id = $id
  and not c.restricted
  and not c.target_leadership
order by i.rank
