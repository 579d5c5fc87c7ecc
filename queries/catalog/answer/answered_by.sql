-- 问：答复的单位是不是被反映的单位？
-- Q: Is the body that answers the one that the comment concerns?
-- column: department 被反映部门
-- column: answered_by 答复单位（照文件所写）
-- column: n 答复（条）

select
    coalesce(department, '未识别') as department,
    answered_by,
    count(*) as n
from v_comments
where answered_by is not null
group by all
order by
    n desc,
    department,
    answered_by;
