-- 问：受限意见写了什么？（本库只供纪检机关，权限 0600）

create table runs (
    run_id         varchar primary key,
    schema_version integer not null
);

comment on table runs is '本受限库由哪次运行生成，须与主库当前运行一致';
comment on column runs.run_id is '运行编号，见主库 runs';
comment on column runs.schema_version is '库结构版本号';

create table restricted_comments (
    comment_id         varchar not null,
    title              varchar not null,
    text               varchar not null,
    token_text         varchar not null,
    tokens             varchar[] generated always as (
        case
            when token_text = '' then []
            else string_split(token_text, ' ')
        end
    ) virtual,
    township_written   varchar,
    department_written varchar,
    answered_by        varchar
);

comment on table restricted_comments is '受限意见的文字，每条一行';
comment on column restricted_comments.comment_id is '意见编号，见主库 comments';
comment on column restricted_comments.title is '标题，已脱敏';
comment on column restricted_comments.text is '正文，已脱敏';
comment on column restricted_comments.token_text is '分词结果，用空格隔开';
comment on column restricted_comments.tokens is '分词结果（词的列表）';
comment on column restricted_comments.township_written is '乡镇，照文件所写；没有时为空';
comment on column restricted_comments.department_written is '单位，照文件所写；文件只写承办单位时，前面有“承办单位：”；没有时为空';
comment on column restricted_comments.answered_by is '答复单位，照文件所写；没有时为空';

create table restricted_tags (
    comment_id varchar not null,
    problem    varchar not null,
    evidence   varchar not null,
    rule       varchar not null
);

comment on table restricted_tags is '受限意见的标签依据';
comment on column restricted_tags.comment_id is '意见编号，见主库 comments';
comment on column restricted_tags.problem is '问题代码，见主库 problems';
comment on column restricted_tags.evidence is '依据：原文中的字句';
comment on column restricted_tags.rule is '命中的规则或最强的特征';
