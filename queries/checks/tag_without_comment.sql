-- 问：哪些标签没有对应的意见，或意见并无意见可言？
-- Q: Which tags belong to no comment, or to one without an opinion?
-- column: comment_id 意见编号
-- column: problem 问题代码

select
    t.comment_id,
    t.problem
from tags as t
left join comments as c using (comment_no, comment_id)
where c.comment_id is null
   or c.no_opinion
order by all;
