-- 问：整改台账上的问题各到了哪一步？
-- Q: How far has the ledger got?
-- column: status_name 状态
-- column: n 问题（个）
-- column: n_overdue 其中超期（个）

select
    status_name,
    count(*) as n,
    count(*) filter (where overdue) as n_overdue
from v_rectification
group by status_name
order by
    n desc,
    status_name;
