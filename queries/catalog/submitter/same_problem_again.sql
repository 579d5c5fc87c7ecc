-- 问：哪些人就同一个问题、同一个单位反复反映？
-- Q: Who reports the same problem of the same unit again and again?
-- 口径：久拖不决的迹象：同一提意见人、同一乡镇和部门、同一问题不止一条。
-- column: submitter_key 提意见人（散列值）
-- column: problem_name 问题
-- column: unit 单位
-- column: n 意见（条）
-- column: days 首末相隔（天）

select
    c.submitter_key,
    t.problem_name,
    concat_ws(' ', t.township, t.department) as unit,
    count(*) as n,
    date_diff('day', min(t.received_at), max(t.received_at)) as days
from v_tags as t
join comments as c using (comment_id)
where c.submitter_key is not null
group by all
having count(*) > 1
order by
    n desc,
    days desc,
    c.submitter_key,
    t.problem_name,
    unit;
