-- 问：这个事项叫什么，有多少条意见？
-- Q: What is the title of one matter, and how many comments has it?
-- param: id VARCHAR 事项编号
-- column: title 事项
-- column: comments 意见（条）

select
    title,
    n_comments as comments
from issues
where issue_id = $id
