-- 问：这条意见有哪些标签，凭哪几个字？
-- Q: Which tags has one comment, and on what evidence?
-- 口径：受限意见和对领导班子的意见不列。
-- param: id VARCHAR 意见编号
-- column: axis 轴
-- column: wind_name 大类
-- column: problem 问题代码
-- column: name 问题
-- column: score 把握（0 至 1）
-- column: evidence 依据
-- column: rule 规则
-- column: span_field 字段
-- column: span_start 起点（字节）
-- column: span_end 终点（字节）

select
    t.axis,
    g.name_zh as wind_name,
    t.problem,
    p.name_zh as name,
    t.score,
    t.evidence,
    t.rule,
    t.span_field,
    t.span_start,
    t.span_end
from tags t
join comments c using (comment_id)
join problems p using (problem)
join winds g on g.wind = t.wind
where t.comment_id = $id
  and not c.restricted
  and not c.target_leadership
order by t.axis desc, t.score desc, p.official_rank
