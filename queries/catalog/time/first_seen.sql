-- 问：每个问题第一次和最近一次被反映是什么时候？
-- Q: When was each problem first and last reported?
-- column: problem_name 问题
-- column: n 条数（条）
-- column: first_day 首次
-- column: last_day 最近
-- column: n_weeks 有反映的周数（周）

select
    problem_name,
    count(*) as n,
    cast(min(received_at) as date) as first_day,
    cast(max(received_at) as date) as last_day,
    count(distinct week) as n_weeks
from v_tags
group by problem_name
order by
    first_day nulls last,
    problem_name;
