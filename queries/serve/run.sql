-- 问：这是哪个县的数据，每页要写明什么？
-- Q: Whose data are these, and what must every page say?
-- column: county 县
-- column: notice 须写明的话
-- column: as_of 截止日期

select
    county,
    notice,
    as_of
from runs
order by seq desc
limit 1
