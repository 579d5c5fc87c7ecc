-- 问：有哪些渠道、乡镇、部门和问题代码？

create table channels (
    code    varchar primary key,
    name    varchar not null,
    name_en varchar not null,
    named   boolean not null
);

comment on table channels is '渠道登记：意见从哪里来';
comment on column channels.code is '渠道代码，如 ch.sms';
comment on column channels.name is '渠道名称';
comment on column channels.name_en is '渠道英文名';
comment on column channels.named is '是否属于县里已列名的“十个一”渠道';

create table townships (
    code          varchar primary key,
    name          varchar not null,
    population    bigint check (population > 0),
    households    bigint check (households > 0),
    official_rank integer not null,
    map_row       integer check (map_row > 0),
    map_col       integer check (map_col > 0)
);

comment on table townships is '乡镇登记：本县的乡镇和街道';
comment on column townships.code is '乡镇代码，九位';
comment on column townships.name is '乡镇名称';
comment on column townships.population is '常住人口（人）；不掌握时为空';
comment on column townships.households is '户数（户）；不掌握时为空';
comment on column townships.official_rank is '官方排序，从 1 起';
comment on column townships.map_row is '示意图中的行，从 1 起；未排入时为空';
comment on column townships.map_col is '示意图中的列，从 1 起；未排入时为空';

create table departments (
    code          varchar primary key,
    name          varchar not null,
    short_name    varchar not null,
    category      varchar not null,
    verified      boolean not null,
    official_rank integer not null
);

comment on table departments is '部门登记：县直部门和派驻单位';
comment on column departments.code is '部门代码，如 party.office';
comment on column departments.name is '部门全称';
comment on column departments.short_name is '部门简称，用于图表';
comment on column departments.category is '部门类别，如 党委部门';
comment on column departments.verified is '是否在公开来源核实过；否则取自县级通用机构表';
comment on column departments.official_rank is '登记顺序，从 1 起';

create table problems (
    axis          varchar not null check (axis in ('winds', 'topics')),
    wind          varchar not null,
    problem       varchar primary key,
    name_zh       varchar not null,
    name_en       varchar not null,
    definition    varchar not null,
    eight_rules   varchar,
    official_rank integer not null
);

comment on table problems is '问题登记：四风问题与专项治理主题的代码表';
comment on column problems.axis is '所在的轴：winds 四风（含四风之外的腐败线索），topics 专项治理主题';
comment on column problems.wind is '问题代码最后一点之前的部分：哪一风或哪一组主题';
comment on column problems.problem is '问题代码，如 bureaucratism.buck_passing';
comment on column problems.name_zh is '问题名称';
comment on column problems.name_en is '问题英文名';
comment on column problems.definition is '定义：何种反映归入此问题';
comment on column problems.eight_rules is '对应的八项规定条目，多条用；分隔；不对应时为空';
comment on column problems.official_rank is '登记顺序，从 1 起';

create table facets (
    facet         varchar primary key,
    problem       varchar,
    name_zh       varchar not null,
    name_en       varchar not null,
    official_rank integer not null
);

comment on table facets is '细类登记：比问题更细的表现的名称';
comment on column facets.facet is '细类代码，如 formalism.meetings_documents；见于 tags.facet';
comment on column facets.problem is '所属的问题，见 problems；不属于任何一个问题时为空';
comment on column facets.name_zh is '细类名称';
comment on column facets.name_en is '细类英文名';
comment on column facets.official_rank is '登记顺序，从 1 起';

create table winds (
    axis          varchar not null check (axis in ('winds', 'topics')),
    wind          varchar primary key,
    name_zh       varchar not null,
    name_en       varchar not null,
    official_rank integer not null
);

comment on table winds is '大类登记：四风各风与专项治理各组主题的名称';
comment on column winds.axis is '所在的轴：winds 或 topics';
comment on column winds.wind is '大类代码，如 formalism、sg.livelihood';
comment on column winds.name_zh is '大类名称';
comment on column winds.name_en is '大类英文名';
comment on column winds.official_rank is '登记顺序，从 1 起';

create table unit_names (
    unit_kind varchar not null check (unit_kind in ('township', 'department')),
    unit_code varchar not null,
    name      varchar not null
);

comment on table unit_names is '单位的各种叫法：全称、简称和别名，每种一行，用来认出查询参数里的单位';
comment on column unit_names.unit_kind is '单位种类：township 乡镇，department 部门';
comment on column unit_names.unit_code is '乡镇或部门代码';
comment on column unit_names.name is '叫法；同一种单位里不重复';
