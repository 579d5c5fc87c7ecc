-- 问：哪些意见的渠道、乡镇或部门代码不在登记里？
-- Q: Which comments bear a code that no register holds?
-- column: comment_id 意见编号

select comment_id
from comments
where channel not in (select code from channels)
   or township_code not in (select code from townships)
   or department_code not in (select code from departments)
order by comment_id;
