-- 问：哪些来源隔离的行数与隔离区里的不符？
-- Q: Which sources count other quarantined rows than the quarantine holds?
-- column: source_id 来源编号

select s.source_id
from sources as s
left join quarantine as q using (source_id)
group by
    s.source_id,
    s.rows_quarantined
having count(q.source_id) filter (where q.row_no > 0) <> s.rows_quarantined
order by s.source_id;
