-- 问：这个库运行过几次，每次用哪版代码和词典？
-- Q: How often was this database run, with which code and dictionaries?
-- column: seq 第几次
-- column: run_id 运行编号
-- column: started_at 开始时间（协调世界时）
-- column: code_version 程序版本
-- column: dict_hash 词典散列值
-- column: as_of 截止日期

select
    seq,
    run_id,
    started_at,
    code_version,
    dict_hash,
    as_of
from runs
order by seq desc;
