-- 问：哪个渠道更常反映哪个问题？
-- Q: Which problems does each channel bring more often than the others?
-- 口径：比值＝该渠道中的占比 ÷ 全部意见中的占比。
-- param: least INTEGER default 2 至少几条才列
-- column: channel 渠道
-- column: problem_name 问题
-- column: n 条数（条）
-- column: share 占该渠道意见（%）
-- column: ratio 与全部意见之比（倍）

with sizes as (
    select
        channel,
        count(*) as n
    from comments
    group by channel
),
overall as (
    select
        problem,
        count(*) / (select count(*) from comments) as share
    from tags
    group by problem
)
select
    t.channel,
    t.problem_name,
    count(*) as n,
    round(100.0 * count(*) / any_value(s.n), 1) as share,
    round(count(*) / any_value(s.n) / any_value(o.share), 2) as ratio
from v_tags as t
join sizes as s on s.channel = t.channel_code
join overall as o on o.problem = t.problem
group by
    t.channel,
    t.problem_name
having count(*) >= $least
order by
    ratio desc,
    n desc,
    t.channel,
    t.problem_name;
