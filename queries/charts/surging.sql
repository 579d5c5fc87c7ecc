-- 问：本期哪些单位的哪些四风问题比自己以往明显增多？
-- Q: Which problems of which units rose against their own past this period?
-- 口径：按周检验，列本期内开始的各周；预期按该单位以往各周；只列 q<0.05且不少于5条的；倍数已收缩：文字相同的算一条，条数越少越往1（以往水平）收；幅度确定指95%区间整个高于1。
-- param: period_start DATE default report_week() 本期首日
-- param: period_end DATE default (report_week() + 7) 本期后一日
-- column: unit_kind 单位种类
-- column: unit_code 单位代码
-- column: unit_name 单位
-- column: problem 问题代码
-- column: name 问题
-- column: begins 周（周一日期）
-- column: comments 该周（条）
-- column: expected 预期（条）
-- column: observed 意见÷预期（倍）
-- column: ratio 收缩后的倍数（倍）
-- column: ratio_lo 倍数下限（倍）
-- column: ratio_hi 倍数上限（倍）
-- column: q_value q 值
-- column: certain 幅度确定

select
    s.unit_kind,
    s.unit_code,
    coalesce(t.name, d.short_name, s.unit_code) as unit_name,
    s.problem,
    p.name_zh as name,
    s.period_start as begins,
    s.n as comments,
    round(s.expected, 1) as expected,
    case when s.expected >= 1 then round(s.n / round(s.expected, 1), 1) end as observed,
    round(s.ratio, 2) as ratio,
    round(s.ratio_lo, 2) as ratio_lo,
    round(s.ratio_hi, 2) as ratio_hi,
    s.q_value,
    round(s.ratio_lo, 2) > 1 as certain
from surges s
join problems p on p.problem = s.problem
left join townships t on s.unit_kind = 'township' and t.code = s.unit_code
left join departments d on s.unit_kind = 'department' and d.code = s.unit_code
where s.basis = 'comments'
  and s.axis = 'winds'
  and s.flagged
  and s.period_start >= $period_start
  and s.period_start < $period_end
order by s.period_start desc, s.n - s.expected desc, s.unit_kind desc, s.unit_code, s.problem
