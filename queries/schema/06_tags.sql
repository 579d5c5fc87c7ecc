-- 问：每条意见反映了什么问题，凭哪几个字？

create table tags (
    comment_id varchar not null,
    axis       varchar not null check (axis in ('winds', 'topics')),
    wind       varchar not null,
    problem    varchar not null,
    facet      varchar,
    score      double not null check (score between 0 and 1),
    evidence   varchar,
    span_field varchar check (span_field in ('title', 'text')),
    span_start integer check (span_start >= 0),
    span_end   integer check (span_end >= span_start),
    rule       varchar,
    comment_no integer not null
);

comment on table tags is '标签：意见反映的问题，每条意见每个问题至多一行，取最强的依据';
comment on column tags.comment_id is '意见编号，见 comments';
comment on column tags.axis is '所在的轴：winds 四风，topics 专项治理主题';
comment on column tags.wind is '问题代码最后一点之前的部分：哪一风或哪一组主题';
comment on column tags.problem is '问题代码，见 problems';
comment on column tags.facet is '更细的代码，见 facets；没有时为空';
comment on column tags.score is '把握程度，0 至 1：四风标签是这类标签中标对的比例（由真实来信上的交叉验证估计，短意见里低分的出入较大）；专项治理主题是它在各主题的说法中所占的份额';
comment on column tags.evidence is '依据：原文中的字句；受限意见为空';
comment on column tags.span_field is '依据在哪个字段：title 标题，text 正文';
comment on column tags.span_start is '依据起点（字节，UTF-8，含）';
comment on column tags.span_end is '依据终点（字节，UTF-8，不含）';
comment on column tags.rule is '命中的规则或最强的特征；受限意见为空';
comment on column tags.comment_no is '意见序号，见 comments；用它连接比用编号快';

create table mentions (
    comment_id varchar not null,
    unit_kind  varchar not null check (unit_kind in ('township', 'department')),
    unit_code  varchar not null,
    how        varchar not null check (how in (
        'field', 'blamed', 'station', 'named', 'village', 'praised', 'asked', 'told', 'own', 'weak', 'mentioned'
    )),
    span_field varchar check (span_field in ('title', 'text')),
    span_start integer check (span_start >= 0),
    span_end   integer check (span_end >= span_start),
    comment_no integer not null
);

comment on table mentions is '提及：意见提到的乡镇和部门，一条意见可有多行';
comment on column mentions.comment_id is '意见编号，见 comments';
comment on column mentions.unit_kind is '单位种类：township 乡镇，department 部门';
comment on column mentions.unit_code is '单位代码，见 townships 或 departments';
comment on column mentions.how is '怎样识别、担任什么角色：field 文件中的列，blamed 被反映，station 乡镇站所，named 点名，village 由村名，praised 受表扬，asked 被请求，told 曾向其反映，own 反映人自己的单位，weak 弱线索，mentioned 只是提到';
comment on column mentions.span_field is '提及在哪个字段：title 标题，text 正文；取自文件的列时为空';
comment on column mentions.span_start is '提及起点（字节，UTF-8，含）；取自文件的列时为空';
comment on column mentions.span_end is '提及终点（字节，UTF-8，不含）；取自文件的列时为空';
comment on column mentions.comment_no is '意见序号，见 comments；用它连接比用编号快';
