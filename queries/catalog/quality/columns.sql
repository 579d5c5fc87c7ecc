-- 问：库里有哪些表和列，各是什么意思？
-- Q: Which tables and columns are there, and what do they mean?
-- column: table_name 表或视图
-- column: column_name 列
-- column: data_type 类型
-- column: comment 含义

select
    table_name,
    column_name,
    data_type,
    comment
from duckdb_columns()
where not internal
order by
    table_name,
    column_index;
