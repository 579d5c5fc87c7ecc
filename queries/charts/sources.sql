-- 问：数据来自哪些文件，每个文件的行都去了哪里？
-- Q: From which files do the data come, and where did their rows go?
-- 口径：读到的行 = 入库 + 重复 + 合并 + 隔离。整个没有读的文件或工作表不计行。
-- column: file 文件
-- column: sheet 工作表
-- column: rows_read 读到（行）
-- column: rows_loaded 入库（行）
-- column: rows_duplicate 重复（行）
-- column: rows_merged 合并（行）
-- column: rows_quarantined 隔离（行）
-- column: state 读取状态

select
    file,
    sheet,
    rows_read,
    rows_loaded,
    rows_duplicate,
    rows_merged,
    rows_quarantined,
    case when source_id in (select source_id from v_left_out) then '整个没有读' else '已读' end as state
from sources
order by file, sheet, source_id
