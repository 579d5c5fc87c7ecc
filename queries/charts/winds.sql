-- 问：四风各占多少？
-- Q: What is the share of each of the four winds?
-- 口径：一条意见可涉及几风，占比的分母是全部意见，各风之和可大于意见总数；贪腐线索单列，不属四风。
-- param: period_start DATE default report_week() 本期首日
-- param: period_end DATE default (report_week() + 7) 本期后一日
-- param: before_start DATE default (report_week() - 7) 上期首日
-- column: wind 大类代码
-- column: name 大类
-- column: comments 意见（条）
-- column: share_of_comments 占全部意见（%）
-- column: period_comments 本期（条）
-- column: before_comments 上期（条）

with touching as (
    select distinct comment_no, wind
    from tags
    where axis = 'winds'
)
select
    w.wind,
    w.name_zh as name,
    count(c.comment_no) as comments,
    round(100.0 * count(c.comment_no) / nullif((select count(*) from comments), 0), 1) as share_of_comments,
    count(c.comment_no) filter (where c.received_at >= $period_start and c.received_at < $period_end)
        as period_comments,
    count(c.comment_no) filter (where c.received_at >= $before_start and c.received_at < $period_start)
        as before_comments
from winds w
left join touching t using (wind)
left join comments c using (comment_no)
where w.axis = 'winds'
group by w.wind, w.name_zh, w.official_rank
order by w.wind = 'other', comments desc, w.official_rank
