-- 问：哪些受限意见在受限库里没有文字，或受限库里多出哪些意见？
-- Q: Which restricted comments lack their text in the restricted database, or which texts there belong to none?
-- column: comment_id 意见编号

select coalesce(c.comment_id, r.comment_id) as comment_id
from (
    select comment_id
    from comments
    where restricted
) as c
full join restricted.restricted_comments as r on r.comment_id = c.comment_id
where c.comment_id is null
   or r.comment_id is null
order by all;
