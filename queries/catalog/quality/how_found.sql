-- 问：乡镇和部门是怎样识别出来的？
-- Q: How were township and department found?
-- column: unit_kind 单位种类
-- column: how 识别方式
-- column: n 意见（条）

select
    '乡镇' as unit_kind,
    coalesce(township_how, '未识别') as how,
    count(*) as n
from comments
group by all
union all
select
    '部门' as unit_kind,
    coalesce(department_how, '未识别') as how,
    count(*) as n
from comments
group by all
order by
    unit_kind desc,
    n desc,
    how;
