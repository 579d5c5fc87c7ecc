-- 问：哪些意见的同一问题有不止一个标签？
-- Q: Which comments bear more than one tag for a problem?
-- column: comment_id 意见编号
-- column: problem 问题代码

select
    comment_id,
    problem
from tags
group by all
having count(*) > 1
order by all;
