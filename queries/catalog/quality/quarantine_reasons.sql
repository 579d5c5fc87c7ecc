-- 问：行为什么被隔离，哪些文件和工作表整个没有读，各有多少？
-- Q: Why were rows quarantined and files or sheets left out, and how many?
-- 口径：整个没有读的文件或工作表里有多少行不知道，不计行。
-- column: reason 原因
-- column: file 文件
-- column: n 行数（行）
-- column: n_whole 整个没有读的文件或工作表（个）
-- column: first_row 首个行号；整个没有读的是 0
-- column: sheet 工作表

select
    q.reason,
    s.file,
    count(*) - count(w.source_id) as n,
    count(w.source_id) as n_whole,
    min(q.row_no) as first_row,
    s.sheet
from quarantine as q
join sources as s using (source_id)
left join v_left_out as w using (source_id)
group by
    q.reason,
    s.file,
    s.sheet
order by
    n_whole desc,
    n desc,
    q.reason,
    s.file,
    s.sheet;
