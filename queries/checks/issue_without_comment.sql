-- 问：哪些事项的条数与所列意见不符，或所列意见不存在？
-- Q: Which matters count other comments than they list, or list one that does not exist?
-- column: issue_id 事项编号

select i.issue_id
from issues as i
left join issue_comments as m using (issue_id)
left join comments as c using (comment_id)
group by
    i.issue_id,
    i.n_comments
having count(distinct c.comment_id) <> i.n_comments
    or count(*) <> i.n_comments
order by i.issue_id;
