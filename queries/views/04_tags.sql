-- 问：哪条意见反映了哪个问题，凭哪几个字，说的是谁？

create view v_tags as
select
    t.comment_id,
    c.received_at,
    week_of(c.received_at) as week,
    t.axis,
    g.name_zh as wind_name,
    p.name_zh as problem_name,
    w.name as township,
    d.short_name as department,
    h.name as channel,
    kind_name(c.kind, c.no_opinion) as kind,
    t.evidence,
    t.score,
    p.eight_rules,
    c.restricted,
    t.wind,
    t.problem,
    t.facet,
    t.rule,
    c.township_code,
    c.department_code,
    c.channel as channel_code,
    t.comment_no
from tags as t
join comments as c using (comment_no)
join problems as p on p.problem = t.problem
join winds as g on g.wind = t.wind
left join townships as w on w.code = c.township_code
left join departments as d on d.code = c.department_code
left join channels as h on h.code = c.channel;

comment on view v_tags is '标签一览：每条意见的每个问题一行，带依据、时间和单位';
comment on column v_tags.comment_id is '意见编号';
comment on column v_tags.received_at is '收到时间（当地时间）；未知时为空';
comment on column v_tags.week is '收到那一周的周一';
comment on column v_tags.axis is '所在的轴：winds 四风，topics 专项治理主题';
comment on column v_tags.wind_name is '哪一风或哪一组主题（名称）';
comment on column v_tags.problem_name is '问题名称';
comment on column v_tags.township is '乡镇名称；未识别时为空';
comment on column v_tags.department is '部门简称；未识别时为空';
comment on column v_tags.channel is '渠道名称；未知时为空';
comment on column v_tags.kind is '诉求类型：投诉求助、建议、咨询、表扬';
comment on column v_tags.evidence is '依据：原文中的字句；受限意见为空';
comment on column v_tags.score is '把握程度，0 至 1：四风标签是同样把握的标签中标对的比例，主题是它在各主题的说法中所占的份额';
comment on column v_tags.eight_rules is '对应的八项规定条目；不对应时为空';
comment on column v_tags.restricted is '是否受限';
comment on column v_tags.wind is '哪一风或哪一组主题（代码）';
comment on column v_tags.problem is '问题代码';
comment on column v_tags.facet is '更细的代码；没有时为空';
comment on column v_tags.rule is '命中的规则或最强的特征；受限意见为空';
comment on column v_tags.township_code is '乡镇代码';
comment on column v_tags.department_code is '部门代码';
comment on column v_tags.channel_code is '渠道代码';
comment on column v_tags.comment_no is '意见序号，用来与 comments 连接';
