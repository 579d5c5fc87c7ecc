-- 问：哪些意见的来源没有登记？
-- Q: Which comments come from a source that is not recorded?
-- column: comment_id 意见编号

select comment_id
from comments
where source_id not in (select source_id from sources)
order by comment_id;
