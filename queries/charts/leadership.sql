-- 问：对县委、县政府领导班子的意见有多少，涉及哪一风？
-- Q: How many comments aim at the county leadership itself, on which wind?
-- 口径：只计数，不列内容；一条意见可涉及几风。
-- param: period_start DATE default report_week() 本期首日
-- param: period_end DATE default (report_week() + 7) 本期后一日
-- param: before_start DATE default (report_week() - 7) 上期首日
-- column: name 涉及
-- column: comments 意见（条）
-- column: period_comments 本期（条）
-- column: before_comments 上期（条）

with aimed as (
    select comment_no, received_at
    from comments
    where target_leadership
), touching as (
    select distinct a.comment_no, a.received_at, t.wind
    from aimed a
    left join tags t on t.comment_no = a.comment_no and t.axis = 'winds'
)
select
    coalesce(w.name_zh, '未涉及四风') as name,
    count(*) as comments,
    count(*) filter (where received_at >= $period_start and received_at < $period_end) as period_comments,
    count(*) filter (where received_at >= $before_start and received_at < $period_start) as before_comments
from touching
left join winds w using (wind)
group by w.name_zh, w.official_rank
order by w.official_rank nulls last
