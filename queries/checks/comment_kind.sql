-- 问：哪些意见的类型与“无意见”不相符？
-- Q: Which comments have a kind though they hold no opinion, or none though they hold one?
-- column: comment_id 意见编号

select comment_id
from comments
where no_opinion = (kind is not null)
order by comment_id;
