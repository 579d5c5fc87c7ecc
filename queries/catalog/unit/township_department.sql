-- 问：哪个乡镇的群众反映哪个部门最多？
-- Q: Which department do the residents of which township write about most?
-- param: least INTEGER default 1 至少几条才列
-- column: township 乡镇
-- column: department 部门
-- column: n 意见（条）

select
    township,
    department,
    count(*) as n
from v_comments
where township is not null
  and department is not null
group by
    township,
    department
having count(*) >= $least
order by
    n desc,
    township,
    department;
