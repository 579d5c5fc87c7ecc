-- 问：专项治理主题中哪些反映最多，哪些在上升？
-- Q: Which topics of the special governance are reported most, and which rise?
-- 口径：一条意见在一个主题上只计一次，可计入几个主题；没有意见的主题也列出（纸上多于5个的，只列名称）。
-- param: period_start DATE default report_week() 本期首日
-- param: period_end DATE default (report_week() + 7) 本期后一日
-- param: before_start DATE default (report_week() - 7) 上期首日
-- column: wind 大类代码
-- column: wind_name 大类
-- column: problem 主题代码
-- column: name 主题
-- column: comments 意见（条）
-- column: share 占比（%）
-- column: period_comments 本期（条）
-- column: before_comments 上期（条）
-- column: change 增减（条）

with counted as (
    select
        t.problem,
        count(*) as comments,
        count(*) filter (where c.received_at >= $period_start and c.received_at < $period_end) as period_comments,
        count(*) filter (where c.received_at >= $before_start and c.received_at < $period_start) as before_comments
    from tags t
    join comments c using (comment_no)
    where t.axis = 'topics'
    group by t.problem
)
select
    p.wind,
    w.name_zh as wind_name,
    p.problem,
    p.name_zh as name,
    coalesce(n.comments, 0) as comments,
    round(100.0 * coalesce(n.comments, 0) / nullif((select count(*) from comments), 0), 1) as share,
    coalesce(n.period_comments, 0) as period_comments,
    coalesce(n.before_comments, 0) as before_comments,
    coalesce(n.period_comments, 0) - coalesce(n.before_comments, 0) as change
from problems p
join winds w using (wind)
left join counted n using (problem)
where p.axis = 'topics'
order by comments desc, p.official_rank
