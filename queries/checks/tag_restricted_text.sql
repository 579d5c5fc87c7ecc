-- 问：哪些受限意见的标签在主库里还有依据，或哪些普通意见的标签没有依据？
-- Q: Which tags of restricted comments still show evidence, or which others show none?
-- column: comment_id 意见编号
-- column: problem 问题代码

select
    t.comment_id,
    t.problem
from tags as t
join comments as c using (comment_no)
where c.restricted = (t.evidence is not null)
   or (c.restricted and t.rule is not null)
order by all;
