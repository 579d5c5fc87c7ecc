-- 问：立行立改的占多少，群众满意不满意？
-- Q: How much is put right at once, and are residents satisfied?
-- column: nature 性质
-- column: n 问题（个）
-- column: n_closed 已销号（个）
-- column: n_satisfied 满意或基本满意（个）
-- column: n_dissatisfied 不满意（个）
-- column: n_reopened 复号（个）

select
    coalesce(nature, '未定') as nature,
    count(*) as n,
    count(*) filter (where status = 'closed') as n_closed,
    count(*) filter (where satisfaction in ('满意', '基本满意')) as n_satisfied,
    count(*) filter (where satisfaction = '不满意') as n_dissatisfied,
    count(*) filter (where status = 'reopened') as n_reopened
from v_rectification
group by 1
order by
    n desc,
    nature;
