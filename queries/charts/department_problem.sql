-- 问：哪个部门的哪个四风问题多于全县水平？
-- Q: In which department does which problem stand out?
-- 口径：只列意见最多的16个部门；预期指若该部门与全县一样应有的条数；倍数已收缩：意见÷预期，文字相同的算一条，条数越少越往1（全县水平）收；热点须 q<0.05且不少于5条。
-- column: code 代码
-- column: short 部门
-- column: problem 问题代码
-- column: name 问题
-- column: comments 意见（条）
-- column: expected 预期（条）
-- column: ratio 收缩后的倍数（倍）
-- column: ratio_lo 倍数下限（倍）
-- column: ratio_hi 倍数上限（倍）
-- column: q_value q 值
-- column: flagged 热点

with counted as (
    select
        c.department_code as code,
        t.problem,
        count(*) as comments
    from tags t
    join comments c using (comment_no)
    where t.axis = 'winds'
    group by all
), problem_list as (
    select problem
    from counted
    group by problem
), largest as (
    select department_code as code
    from comments
    where department_code is not null
    group by department_code
    order by count(*) desc, department_code
    limit 16
)
select
    r.code,
    r.short_name as short,
    p.problem,
    p.name_zh as name,
    coalesce(n.comments, 0) as comments,
    round(h.expected, 1) as expected,
    round(h.ratio, 2) as ratio,
    round(h.ratio_lo, 2) as ratio_lo,
    round(h.ratio_hi, 2) as ratio_hi,
    h.q_value,
    coalesce(h.flagged, false) as flagged
from departments r
join largest using (code)
cross join problem_list l
join problems p using (problem)
left join counted n on n.code = r.code and n.problem = l.problem
left join hotspots h
    on h.unit_kind = 'department'
    and h.unit_code = r.code
    and h.basis = 'comments'
    and h.problem = l.problem
order by p.official_rank, r.official_rank
