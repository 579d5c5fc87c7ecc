-- 问：哪些意见符合所选条件，这一页是哪些？
-- Q: Which comments meet the chosen conditions, and which of them stand on this page?
-- 口径：空串为不限；受限意见和对领导班子的意见只计数、不列出，按词查找时查不到；时间只到周。
-- param: words VARCHAR 要找的词，用空格隔开
-- param: township VARCHAR 乡镇代码；none 未识别
-- param: department VARCHAR 部门代码；none 未识别
-- param: problem VARCHAR 问题代码，或一风的代码，或 winds 四风任一
-- param: channel VARCHAR 渠道代码；none 未知
-- param: kind VARCHAR 诉求类型；none 无意见
-- param: week VARCHAR 周一的日期；none 时间不明
-- param: matter VARCHAR 事项编号
-- param: sort VARCHAR match 最相关的在前，其余为最新的在前
-- param: page_size INTEGER 一页几条
-- param: skipped INTEGER 前面几条不列
-- column: listed 可列出的意见（条）
-- column: withheld 只计数的意见（条）
-- column: comment_id 意见编号
-- column: week 周（周一日期）
-- column: channel 渠道
-- column: township 乡镇
-- column: department 部门
-- column: kind 类型
-- column: title 标题
-- column: words 正文开头（至多 160 字）
-- column: problems 问题

with found as (
    select comment_no, score
    from search_scores($words)
), kept as (
    select
        c.comment_no,
        c.comment_id,
        c.received_at,
        f.score,
        c.restricted or c.target_leadership as withheld
    from comments c
    left join found f using (comment_no)
    where (trim($words) = '' or f.comment_no is not null)
      and ($township = '' or coalesce(c.township_code, 'none') = $township)
      and ($department = '' or coalesce(c.department_code, 'none') = $department)
      and ($channel = '' or coalesce(c.channel, 'none') = $channel)
      and ($kind = '' or coalesce(c.kind, 'none') = $kind)
      and ($week = '' or coalesce(strftime(week_of(c.received_at), '%Y-%m-%d'), 'none') = $week)
      and ($problem = '' or c.comment_no in (
          select comment_no
          from tags
          where problem = $problem
             or wind = $problem
             or $problem = 'winds' and axis = 'winds' and wind <> 'other'
      ))
      and ($matter = '' or c.comment_id in (select comment_id from issue_comments where issue_id = $matter))
), totals as (
    select
        count(*) filter (not withheld) as listed,
        count(*) filter (withheld) as withheld
    from kept
), chosen as materialized (
    select comment_no, comment_id, received_at, score
    from kept
    where not withheld
    order by case when $sort = 'match' then score end desc nulls last, received_at desc nulls last, comment_id
    limit $page_size
    offset $skipped
), named as (
    select t.comment_no, string_agg(p.name_zh, '、' order by t.axis desc, t.score desc, p.official_rank) as problems
    from tags t
    join problems p using (problem)
    where t.comment_no in (select comment_no from chosen)
    group by t.comment_no
), shown as (
    -- An inner join, so that DuckDB fetches these few by their number; for an outer one it reads the texts of all comments.
    select
        o.comment_no,
        o.comment_id,
        o.received_at,
        o.score,
        c.channel,
        c.township_code,
        c.department_code,
        kind_name(c.kind, c.no_opinion) as kind,
        c.title,
        case when length(c.text) > 160 then left(c.text, 160) || '……' else c.text end as words
    from chosen o
    join comments c using (comment_no)
)
select
    a.listed,
    a.withheld,
    o.comment_id,
    week_of(o.received_at) as week,
    h.name as channel,
    w.name as township,
    d.short_name as department,
    o.kind,
    o.title,
    o.words,
    n.problems
from totals a
left join shown o on true
left join channels h on h.code = o.channel
left join townships w on w.code = o.township_code
left join departments d on d.code = o.department_code
left join named n using (comment_no)
order by case when $sort = 'match' then o.score end desc nulls last, o.received_at desc nulls last, o.comment_id
