-- 问：哪些意见编号出现不止一次？
-- Q: Which comment ids occur more than once?
-- column: comment_id 意见编号
-- column: n 次数（次）

select
    comment_id,
    count(*) as n
from comments
group by comment_id
having count(*) > 1
order by comment_id;
