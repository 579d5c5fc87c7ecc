-- 问：这份报告用的是哪次运行、哪版程序和词典？
-- Q: Which run, code and dictionaries made these data?
-- column: run_id 运行编号
-- column: code_version 程序版本
-- column: dict_hash 词典散列值
-- column: as_of 截止日期
-- column: county 县
-- column: schema_version 库结构版本

select
    run_id,
    code_version,
    dict_hash,
    as_of,
    county,
    schema_version
from runs
order by seq desc
limit 1
