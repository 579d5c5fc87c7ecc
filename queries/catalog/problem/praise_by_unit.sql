-- 问：群众表扬了哪些单位？
-- Q: Which units do residents praise?
-- column: unit 单位
-- column: n 表扬（条）
-- column: n_complaint 同一单位的投诉求助（条）

select
    coalesce(department, township, '未识别') as unit,
    count(*) filter (where kind = '表扬') as n,
    count(*) filter (where kind = '投诉求助') as n_complaint
from v_comments
group by unit
having n > 0
order by
    n desc,
    unit;
