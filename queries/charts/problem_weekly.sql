-- 问：每个四风问题每周各有多少条意见？
-- Q: How many comments a week report each problem of the four winds?
-- 口径：近 13 周，到本期为止；一条意见在一个问题上只计一次；没有意见的周不列。
-- param: period_start DATE default (select cast(date_trunc('week', as_of + 1) as date) - 7 from runs order by seq desc limit 1) 本期周一
-- column: problem 问题代码
-- column: name 问题
-- column: week 周（周一日期）
-- column: comments 意见（条）

select
    t.problem,
    p.name_zh as name,
    cast(date_trunc('week', c.received_at) as date) as week,
    count(*) as comments
from tags t
join comments c using (comment_id)
join problems p using (problem)
where t.axis = 'winds'
  and c.received_at >= $period_start - interval 12 week
  and c.received_at < $period_start + interval 7 day
group by t.problem, p.name_zh, p.official_rank, week
order by p.official_rank, week
