-- 问：每个四风问题各期有多少条意见？
-- Q: How many comments a period report each problem of the four winds?
-- 口径：近13期，到本期为止；一条意见在一个问题上只计一次；没有意见的期不列。
-- param: period_end DATE default (report_week() + 7) 本期后一日
-- param: trend_start DATE default (report_week() - 84) 近13期首日
-- param: grain VARCHAR default 'week' 按周 week 或按月 month
-- column: problem 问题代码
-- column: name 问题
-- column: begins 时段首日
-- column: comments 意见（条）

select
    t.problem,
    p.name_zh as name,
    cast(date_trunc($grain, c.received_at) as date) as begins,
    count(*) as comments
from tags t
join comments c using (comment_no)
join problems p using (problem)
where t.axis = 'winds'
  and c.received_at >= $trend_start
  and c.received_at < $period_end
group by t.problem, p.name_zh, p.official_rank, begins
order by p.official_rank, begins
