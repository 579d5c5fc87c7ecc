-- 问：哪些提及没有对应的意见，或单位代码不在登记里？
-- Q: Which mentions belong to no comment or name a unit that no register holds?
-- column: comment_id 意见编号
-- column: unit_code 单位代码

select
    m.comment_id,
    m.unit_code
from mentions as m
left join comments as c using (comment_no, comment_id)
where c.comment_id is null
   or (m.unit_kind = 'township' and m.unit_code not in (select code from townships))
   or (m.unit_kind = 'department' and m.unit_code not in (select code from departments))
order by all;
