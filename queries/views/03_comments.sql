-- 问：每条意见何时、经何渠道、说哪个单位、反映什么问题？

create view v_comments as
select
    c.comment_id,
    c.received_at,
    week_of(c.received_at) as week,
    h.name as channel,
    w.name as township,
    d.short_name as department,
    kind_name(c.kind, c.no_opinion) as kind,
    c.urgency,
    c.title,
    c.text,
    list_filter(list_transform(c.codes, lambda code: n.problem_names[code]), lambda name: name is not null) as problems,
    list_filter(list_transform(c.codes, lambda code: n.topic_names[code]), lambda name: name is not null) as topics,
    c.codes,
    c.touches_winds,
    c.votes_up,
    c.votes_down,
    c.submitter_key,
    c.dup_group,
    c.answered_at,
    c.answered_by,
    c.target_leadership,
    c.restricted,
    c.township_code,
    c.department_code,
    c.source_id,
    c.row_no,
    c.comment_no,
    c.rowid as place
from comments as c
left join channels as h on h.code = c.channel
left join townships as w on w.code = c.township_code
left join departments as d on d.code = c.department_code
cross join (
    select
        map(list(problem) filter (axis = 'winds'), list(name_zh) filter (axis = 'winds')) as problem_names,
        map(list(problem) filter (axis = 'topics'), list(name_zh) filter (axis = 'topics')) as topic_names
    from problems
) as n;

comment on view v_comments is '意见一览：每条意见一行，代码都换成名称；受限意见的文字为空';
comment on column v_comments.comment_id is '意见编号';
comment on column v_comments.received_at is '收到时间（当地时间）；未知时为空';
comment on column v_comments.week is '收到那一周的周一';
comment on column v_comments.channel is '渠道名称；未知时为空';
comment on column v_comments.township is '乡镇名称；未识别时为空';
comment on column v_comments.department is '部门简称；未识别时为空';
comment on column v_comments.kind is '诉求类型：投诉求助、建议、咨询、表扬、无意见';
comment on column v_comments.urgency is '紧急程度：u0 一般，u1 反复反映或久拖未决，u2 断供、生计等较急，u3 危及生命或聚集';
comment on column v_comments.title is '标题，已脱敏；没有标题时为空串，受限意见为空';
comment on column v_comments.text is '正文，已脱敏；受限意见为空';
comment on column v_comments.problems is '四风问题（连同四风之外的腐败线索）名称的列表，把握大的在前；按名称筛选用 list_contains(problems, ''推诿扯皮'') 或 tagged，数涉及四风的用 touches_winds';
comment on column v_comments.topics is '专项治理主题名称的列表，把握大的在前';
comment on column v_comments.codes is '问题与主题代码的列表';
comment on column v_comments.touches_winds is '是否涉及四风（有四风标签，四风之外的不算）';
comment on column v_comments.votes_up is '点赞数（个）';
comment on column v_comments.votes_down is '反对数（个）';
comment on column v_comments.submitter_key is '提意见人的带密钥散列值，只用于计不同人数';
comment on column v_comments.dup_group is '文字相同的一组意见的组号；独一份时为空';
comment on column v_comments.answered_at is '答复时间（当地时间）';
comment on column v_comments.answered_by is '答复单位，照文件所写；受限意见只在写的是登记的名称时才有';
comment on column v_comments.target_leadership is '是否针对县委、县政府领导班子';
comment on column v_comments.restricted is '是否受限';
comment on column v_comments.township_code is '乡镇代码';
comment on column v_comments.department_code is '部门代码';
comment on column v_comments.source_id is '来源编号，见 sources';
comment on column v_comments.row_no is '在来源文件中的行号';
comment on column v_comments.comment_no is '意见序号，用来与 tags、mentions、postings 连接';
comment on column v_comments.place is '在表 comments 中的位置（rowid），供快速取出少数几条';
