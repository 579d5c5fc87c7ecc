-- 问：哪个单位的哪个问题明显多于预期？

create table hotspots (
    unit_kind    varchar not null check (unit_kind in ('township', 'department')),
    unit_code    varchar not null,
    basis        varchar not null check (basis in ('comments', 'population')),
    axis         varchar not null check (axis in ('winds', 'topics')),
    wind         varchar not null,
    problem      varchar,
    period_start date,
    period_end   date,
    n            bigint not null check (n >= 0),
    expected     double not null check (expected >= 0),
    ratio        double,
    ratio_lo     double,
    ratio_hi     double,
    p_value      double check (p_value between 0 and 1),
    q_value      double check (q_value between 0 and 1),
    flagged      boolean not null,
    check (not flagged or ratio > 1)
);

comment on table hotspots is '热点：整个时段内每个单位、每个问题的条数与预期之比';
comment on column hotspots.unit_kind is '单位种类：township 乡镇，department 部门';
comment on column hotspots.unit_code is '单位代码，见 townships 或 departments';
comment on column hotspots.basis is '预期的依据：comments 按意见总数，population 按人口';
comment on column hotspots.axis is '所在的轴：winds 四风，topics 专项治理主题';
comment on column hotspots.wind is '哪一风或哪一组主题';
comment on column hotspots.problem is '问题代码，见 problems；空表示整风（整组）合计';
comment on column hotspots.period_start is '时段首日（含）；意见均无时间时为空';
comment on column hotspots.period_end is '时段末日（含）；意见均无时间时为空';
comment on column hotspots.n is '实际条数（条）';
comment on column hotspots.expected is '预期条数（条）：若与全县一样，应有多少';
comment on column hotspots.ratio is '收缩后的比值（倍）：实际与预期之比，小样本向全县水平收缩；文字相同的意见算一条';
comment on column hotspots.ratio_lo is '比值区间下限（倍）';
comment on column hotspots.ratio_hi is '比值区间上限（倍）';
comment on column hotspots.p_value is '单侧 p 值，只检验偏多；预期不足 1 条时不检验，为空';
comment on column hotspots.q_value is '控制错误发现率后的 q 值；未检验时为空';
comment on column hotspots.flagged is '是否列为热点：多于预期，q 值小于 0.05，且不少于 5 条（文字相同的算一条）；看板的“累计突出”只列其中四风的问题，不列主题和合计';

create table surges (
    unit_kind    varchar not null check (unit_kind in ('township', 'department')),
    unit_code    varchar not null,
    basis        varchar not null check (basis in ('comments', 'population')),
    axis         varchar not null check (axis in ('winds', 'topics')),
    wind         varchar not null,
    problem      varchar,
    period_start date not null,
    period_end   date not null,
    n            bigint not null check (n >= 0),
    expected     double not null check (expected >= 0),
    ratio        double,
    ratio_lo     double,
    ratio_hi     double,
    p_value      double check (p_value between 0 and 1),
    q_value      double check (q_value between 0 and 1),
    flagged      boolean not null,
    check (not flagged or ratio > 1)
);

comment on table surges is '突增：每周每个单位、每个问题的条数与该单位以往之比';
comment on column surges.unit_kind is '单位种类：township 乡镇，department 部门';
comment on column surges.unit_code is '单位代码，见 townships 或 departments';
comment on column surges.basis is '预期的依据：comments 按意见总数，population 按人口';
comment on column surges.axis is '所在的轴：winds 四风，topics 专项治理主题';
comment on column surges.wind is '哪一风或哪一组主题';
comment on column surges.problem is '问题代码，见 problems；空表示整风（整组）合计';
comment on column surges.period_start is '这一周的周一（含）';
comment on column surges.period_end is '这一周的周日（含）';
comment on column surges.n is '这一周的条数（条）';
comment on column surges.expected is '按以往各周应有的条数（条）';
comment on column surges.ratio is '收缩后的比值（倍）：实际与预期之比';
comment on column surges.ratio_lo is '比值区间下限（倍）';
comment on column surges.ratio_hi is '比值区间上限（倍）';
comment on column surges.p_value is '单侧 p 值，只检验偏多；未检验时为空';
comment on column surges.q_value is '控制错误发现率后的 q 值；未检验时为空';
comment on column surges.flagged is '是否列为突增：多于以往，q 值小于 0.05，且不少于 5 条（文字相同的算一条）';
