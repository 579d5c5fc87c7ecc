-- 问：哪个部门的哪个问题明显多于预期？

create view v_department_hotspots as
select
    u.short_name as department,
    g.name_zh as wind_name,
    coalesce(p.name_zh, g.name_zh || '（合计）') as problem_name,
    h.n,
    h.expected,
    h.ratio,
    h.ratio_lo,
    h.ratio_hi,
    h.p_value,
    h.q_value,
    h.flagged,
    h.basis,
    h.period_start,
    h.period_end,
    h.axis,
    h.wind,
    h.problem,
    h.unit_code as department_code
from hotspots as h
join departments as u on u.code = h.unit_code
join winds as g on g.wind = h.wind
left join problems as p on p.problem = h.problem
where h.unit_kind = 'department';

comment on view v_department_hotspots is '部门热点：每个部门、每个问题的条数与预期之比；各问题之外，每风（每组）另有一行合计，problem 为空：一条意见可有几个问题，各行不能相加';
comment on column v_department_hotspots.department is '部门简称';
comment on column v_department_hotspots.wind_name is '哪一风或哪一组主题（名称）';
comment on column v_department_hotspots.problem_name is '问题名称；带（合计）的是整风或整组';
comment on column v_department_hotspots.n is '实际条数（条）';
comment on column v_department_hotspots.expected is '预期条数（条）';
comment on column v_department_hotspots.ratio is '收缩后的比值（倍）';
comment on column v_department_hotspots.ratio_lo is '比值区间下限（倍）';
comment on column v_department_hotspots.ratio_hi is '比值区间上限（倍）';
comment on column v_department_hotspots.p_value is '单侧 p 值；未检验时为空';
comment on column v_department_hotspots.q_value is '控制错误发现率后的 q 值；未检验时为空';
comment on column v_department_hotspots.flagged is '是否列为热点：多于预期，q 值小于 0.05，且不少于 5 条（文字相同的算一条）；看板的“累计突出”只列其中四风的问题，不列主题和合计';
comment on column v_department_hotspots.basis is '预期的依据：comments 按意见总数，population 按人口';
comment on column v_department_hotspots.period_start is '时段首日（含）';
comment on column v_department_hotspots.period_end is '时段末日（含）';
comment on column v_department_hotspots.axis is '所在的轴：winds 四风，topics 专项治理主题';
comment on column v_department_hotspots.wind is '哪一风或哪一组主题（代码）';
comment on column v_department_hotspots.problem is '问题代码；空表示整风（整组）合计';
comment on column v_department_hotspots.department_code is '部门代码';
