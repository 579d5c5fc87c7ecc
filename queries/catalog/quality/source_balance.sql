-- 问：读了哪些文件，每个文件的行都去了哪里，平不平？
-- Q: Which files were read, where did their rows go, and do they balance?
-- 口径：整个没有读的文件或工作表不计行。
-- column: file 文件
-- column: sheet 工作表
-- column: encoding 编码
-- column: rows_read 读到（行）
-- column: rows_loaded 入库（行）
-- column: rows_duplicate 重复（行）
-- column: rows_merged 合并（行）
-- column: rows_quarantined 隔离（行）
-- column: rows_blank 空行（行）
-- column: n_comments 库内意见（条）
-- column: balanced 是否平衡
-- column: state 读了没有

select
    s.file,
    s.sheet,
    s.encoding,
    s.rows_read,
    s.rows_loaded,
    s.rows_duplicate,
    s.rows_merged,
    s.rows_quarantined,
    s.rows_blank,
    count(c.comment_id) as n_comments,
    s.rows_read = s.rows_loaded + s.rows_duplicate + s.rows_merged + s.rows_quarantined as balanced,
    case when s.source_id in (select source_id from v_left_out) then '整个没有读' else '已读' end as state
from sources as s
left join comments as c using (source_id)
group by all
order by
    s.file,
    s.sheet;
