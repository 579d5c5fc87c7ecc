-- 问：哪些部门的哪些问题明显多于预期？
-- Q: Which problems of which departments stand out?
-- 口径：预期指该部门若与全县一样应有的条数；只列通过检验的热点，倍数已收缩：意见÷预期，文字相同的算一条，条数越少越往1（全县水平）收。
-- column: department 部门
-- column: problem_name 问题
-- column: n 实际（条）
-- column: expected 预期（条）
-- column: ratio 收缩后的倍数（倍）
-- column: ratio_lo 倍数下限（倍）
-- column: ratio_hi 倍数上限（倍）
-- column: q_value q 值
-- column: basis 预期的依据

select
    department,
    problem_name,
    n,
    round(expected, 1) as expected,
    round(ratio, 2) as ratio,
    round(ratio_lo, 2) as ratio_lo,
    round(ratio_hi, 2) as ratio_hi,
    round(q_value, 4) as q_value,
    basis
from v_department_hotspots
where flagged
order by
    q_value,
    ratio desc,
    department,
    problem_name;
