-- 问：各乡镇、各部门的各个四风问题有多少条，与全县水平比如何？
-- Q: How many comments has each unit on each problem, against the level of the county?
-- 口径：预期指若该单位与全县一样应有的条数；倍数已收缩：意见÷预期，文字相同的算一条，条数越少越往1（全县水平）收；热点须 q<0.05且不少于5条；预期不足1条的不算意见÷预期；没有意见的不列。
-- param: period_start DATE default report_week() 本期首日
-- param: period_end DATE default (report_week() + 7) 本期后一日
-- column: unit_kind 单位种类
-- column: unit_code 单位代码
-- column: problem 问题代码
-- column: name 问题
-- column: comments 意见（条）
-- column: period_comments 本期（条）
-- column: expected 预期（条）
-- column: observed 意见÷预期（倍）
-- column: ratio 收缩后的倍数（倍）
-- column: ratio_lo 倍数下限（倍）
-- column: ratio_hi 倍数上限（倍）
-- column: flagged 热点

with cells as (
    select
        c.township_code,
        c.department_code,
        t.problem,
        count(*) as comments,
        count(*) filter (where c.received_at >= $period_start and c.received_at < $period_end) as period_comments
    from tags t
    join comments c using (comment_no)
    where t.axis = 'winds'
    group by all
), counted as (
    select 'township' as unit_kind, township_code as unit_code, problem, cast(sum(comments) as bigint) as comments,
        cast(sum(period_comments) as bigint) as period_comments
    from cells
    where township_code is not null
    group by all
    union all
    select 'department', department_code, problem, cast(sum(comments) as bigint), cast(sum(period_comments) as bigint)
    from cells
    where department_code is not null
    group by all
)
select
    n.unit_kind,
    n.unit_code,
    n.problem,
    p.name_zh as name,
    n.comments,
    n.period_comments,
    round(h.expected, 1) as expected,
    case when h.expected >= 1 then round(n.comments / round(h.expected, 1), 1) end as observed,
    round(h.ratio, 2) as ratio,
    round(h.ratio_lo, 2) as ratio_lo,
    round(h.ratio_hi, 2) as ratio_hi,
    coalesce(h.flagged, false) as flagged
from counted n
join problems p using (problem)
left join hotspots h
    on h.unit_kind = n.unit_kind
    and h.unit_code = n.unit_code
    and h.basis = 'comments'
    and h.problem = n.problem
order by n.unit_kind desc, n.unit_code, n.comments desc, p.official_rank
