-- 问：哪些单位的哪些四风问题通过了检验，明显多于全县水平？
-- Q: Which problems of which units passed the test?
-- 口径：时段为全部数据；预期指若该单位与全县一样应有的条数；只列 q<0.05（控制错误发现率）且不少于5条的；倍数已收缩：意见÷预期，文字相同的算一条，条数越少越往1（全县水平）收，区间为95%；幅度确定指区间整个高于1。
-- column: unit_kind 单位种类
-- column: unit_code 单位代码
-- column: unit_name 单位
-- column: wind_name 大类
-- column: problem 问题代码
-- column: name 问题
-- column: comments 意见（条）
-- column: expected 预期（条）
-- column: excess 多出（条）
-- column: observed 意见÷预期（倍）
-- column: ratio 收缩后的倍数（倍）
-- column: ratio_lo 倍数下限（倍）
-- column: ratio_hi 倍数上限（倍）
-- column: q_value q 值
-- column: period_start 时段首日
-- column: period_end 时段末日
-- column: certain 幅度确定

select
    h.unit_kind,
    h.unit_code,
    coalesce(t.name, d.short_name, h.unit_code) as unit_name,
    w.name_zh as wind_name,
    h.problem,
    p.name_zh as name,
    h.n as comments,
    round(h.expected, 1) as expected,
    round(h.n - h.expected, 1) as excess,
    case when h.expected >= 1 then round(h.n / round(h.expected, 1), 1) end as observed,
    round(h.ratio, 2) as ratio,
    round(h.ratio_lo, 2) as ratio_lo,
    round(h.ratio_hi, 2) as ratio_hi,
    h.q_value,
    h.period_start,
    h.period_end,
    round(h.ratio_lo, 2) > 1 as certain
from hotspots h
join problems p on p.problem = h.problem
join winds w on w.wind = p.wind
left join townships t on h.unit_kind = 'township' and t.code = h.unit_code
left join departments d on h.unit_kind = 'department' and d.code = h.unit_code
where h.basis = 'comments'
  and h.axis = 'winds'
  and h.flagged
order by h.n - h.expected desc, h.unit_kind desc, h.unit_code, h.problem
