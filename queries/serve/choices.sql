-- 问：按什么可以筛选？
-- Q: What can comments be filtered by?
-- column: dimension 分项：t 乡镇，d 部门，p 问题，c 渠道
-- column: code 代码
-- column: name 名称
-- column: part 大类；没有时为空

with listed as (
    select 't' as dimension, code, name, null as part, official_rank as place, 0 as within from townships
    union all
    select 'd', code, short_name, null, official_rank, 0 from departments
    union all
    select 'c', code, name, null, row_number() over (order by code like 'ch.unnamed%', code), 0 from channels
    union all
    select 'p', wind, name_zh || '合计', name_zh, case axis when 'winds' then 0 else 1000 end + official_rank, -1 from winds
    union all
    select 'p', p.problem, p.name_zh, g.name_zh, case p.axis when 'winds' then 0 else 1000 end + g.official_rank, p.official_rank
    from problems p
    join winds g using (wind)
)
select dimension, code, name, part
from listed
order by dimension, place, within
