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
),
counted as (
    select
        c.channel,
        t.problem,
        count(*) as n
    from tags as t
    join comments as c using (comment_no)
    group by
        c.channel,
        t.problem
    having count(*) >= $least
)
select
    h.name as channel,
    p.name_zh as problem_name,
    c.n,
    round(100.0 * c.n / s.n, 1) as share,
    round(c.n / s.n / o.share, 2) as ratio
from counted as c
join channels as h on h.code = c.channel
join sizes as s on s.channel = c.channel
join overall as o on o.problem = c.problem
join problems as p on p.problem = c.problem
order by
    ratio desc,
    c.n desc,
    channel,
    problem_name;
