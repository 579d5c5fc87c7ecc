-- 问：哪些乡镇一条意见也没有？
-- Q: Which townships does no comment concern?
-- column: code 乡镇代码
-- column: township 乡镇

select
    t.code,
    t.name as township
from townships as t
where not exists (
    select 1
    from comments as c
    where c.township_code = t.code
)
order by t.official_rank;
