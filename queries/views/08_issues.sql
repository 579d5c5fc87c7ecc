-- 问：群众集中反映哪些事，各有多少条，说的是谁？

create view v_issues as
select
    i.rank,
    i.title,
    i.n_comments,
    i.n_submitters,
    i.first_at,
    i.last_at,
    date_diff('day', i.first_at, i.last_at) + 1 as span_days,
    w.name as township,
    d.short_name as department,
    g.name_zh as wind_name,
    p.name_zh as problem_name,
    i.keywords,
    i.heat,
    i.issue_id,
    i.township_code,
    i.department_code,
    i.wind,
    i.problem
from issues as i
left join townships as w on w.code = i.township_code
left join departments as d on d.code = i.department_code
left join winds as g on g.wind = i.wind
left join problems as p on p.problem = i.problem;

comment on view v_issues is '事项一览：每件事一行，按热度排名，代码都换成名称';
comment on column v_issues.rank is '热度名次，1 为最热';
comment on column v_issues.title is '事项标题，已脱敏';
comment on column v_issues.n_comments is '意见条数（条）';
comment on column v_issues.n_submitters is '不同提意见人数（人）';
comment on column v_issues.first_at is '最早一条意见的时间';
comment on column v_issues.last_at is '最晚一条意见的时间';
comment on column v_issues.span_days is '持续天数（天），首尾都算';
comment on column v_issues.township is '主要涉及的乡镇；不明时为空';
comment on column v_issues.department is '主要涉及的部门；不明时为空';
comment on column v_issues.wind_name is '主要问题所在的风或主题组';
comment on column v_issues.problem_name is '主要问题名称';
comment on column v_issues.keywords is '关键词，用、隔开';
comment on column v_issues.heat is '热度指数：人数、条数、点赞和持续天数越多越高，久无新意见则降，只用来排名';
comment on column v_issues.issue_id is '事项编号';
comment on column v_issues.township_code is '乡镇代码';
comment on column v_issues.department_code is '部门代码';
comment on column v_issues.wind is '哪一风或哪一组主题（代码）';
comment on column v_issues.problem is '问题代码';
