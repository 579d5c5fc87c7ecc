-- 问：行为什么被隔离，各有多少？
-- Q: Why were rows quarantined, and how many?
-- column: reason 原因
-- column: file 文件
-- column: n 行数（行）
-- column: first_row 首个行号；0 是整个文件

select
    q.reason,
    s.file,
    count(*) as n,
    min(q.row_no) as first_row
from quarantine as q
join sources as s using (source_id)
group by
    q.reason,
    s.file
order by
    n desc,
    q.reason,
    s.file;
