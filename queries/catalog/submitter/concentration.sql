-- 问：意见是多数人提的，还是少数人反复提的？
-- Q: Do many people write, or few people often?
-- column: n_each 每人提几条（条）
-- column: n_submitters 这样的人（人）
-- column: n 合计意见（条）

with each_one as (
    select
        submitter_key,
        count(*) as n
    from comments
    where submitter_key is not null
    group by submitter_key
)
select
    n as n_each,
    count(*) as n_submitters,
    sum(n) as n
from each_one
group by each_one.n
order by n_each;
