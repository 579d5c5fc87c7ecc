-- 问：哪些单位的哪些问题在哪一周突然增多？
-- Q: Which problems of which units rose suddenly, and in which week?
-- 口径：预期按该单位以往各周推算；只列通过检验的。
-- column: week 周一
-- column: unit 单位
-- column: problem_name 问题
-- column: n 实际（条）
-- column: expected 预期（条）
-- column: ratio 收缩后的倍数（倍）
-- column: q_value q 值

select
    s.period_start as week,
    coalesce(t.name, d.short_name) as unit,
    coalesce(p.name_zh, g.name_zh || '（合计）') as problem_name,
    s.n,
    round(s.expected, 1) as expected,
    round(s.ratio, 2) as ratio,
    round(s.q_value, 4) as q_value
from surges as s
join winds as g on g.wind = s.wind
left join problems as p on p.problem = s.problem
left join townships as t on s.unit_kind = 'township' and t.code = s.unit_code
left join departments as d on s.unit_kind = 'department' and d.code = s.unit_code
where s.flagged
order by
    week desc,
    s.q_value,
    unit,
    problem_name;
