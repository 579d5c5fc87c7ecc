-- 问：各牵头单位整改得怎么样？
-- Q: How do the leading units get on?
-- column: lead 牵头单位
-- column: n 问题（个）
-- column: n_closed 已销号（个）
-- column: n_overdue 超期（个）
-- column: closed_share 销号率（%）
-- column: mean_days 销号平均用时（天）

select
    coalesce(lead, '未定') as lead,
    count(*) as n,
    count(*) filter (where status = 'closed') as n_closed,
    count(*) filter (where overdue) as n_overdue,
    round(100.0 * count(*) filter (where status = 'closed') / count(*), 1) as closed_share,
    round(avg(days_taken) filter (where status = 'closed'), 1) as mean_days
from v_rectification
group by 1
order by
    n_overdue desc,
    n desc,
    lead;
