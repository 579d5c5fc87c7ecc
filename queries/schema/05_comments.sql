-- 问：群众说了什么，何时、经何渠道、说的是谁？

create table comments (
    comment_id         varchar not null,
    comment_no         integer not null,
    source_id          varchar not null,
    row_no             bigint not null check (row_no >= 0),
    native_id          varchar,
    received_at        timestamp,
    channel            varchar,
    title              varchar,
    text               varchar,
    kind               varchar check (kind in ('complaint', 'suggestion', 'inquiry', 'praise')),
    no_opinion         boolean not null,
    urgency            varchar not null check (urgency in ('u0', 'u1', 'u2', 'u3')),
    township_code      varchar,
    township_how       varchar check (township_how in (
        'field', 'blamed', 'station', 'named', 'village', 'praised', 'asked', 'told', 'own', 'weak'
    )),
    department_code    varchar,
    department_how     varchar check (department_how in (
        'field', 'blamed', 'station', 'named', 'village', 'praised', 'asked', 'told', 'own', 'weak'
    )),
    votes_up           bigint,
    votes_down         bigint,
    submitter_key      varchar,
    dup_group          varchar,
    parent_id          varchar,
    answered_at        timestamp,
    answered_by        varchar,
    target_leadership  boolean not null,
    restricted         boolean not null,
    text_key           varchar not null,
    dup_key            varchar,
    township_written   varchar,
    department_written varchar,
    token_text         varchar,
    tokens             varchar[] generated always as (
        case
            when token_text = '' then []
            else string_split(token_text, ' ')
        end
    ) virtual,
    n_tokens           integer,
    touches_winds      boolean not null default false,
    code_text          varchar,
    codes              varchar[] generated always as (
        case
            when code_text is null then []
            else string_split(code_text, ' ')
        end
    ) virtual
);

comment on table comments is '意见：每条群众意见一行，已脱敏；受限意见的文字为空，另存于受限库';
comment on column comments.comment_id is '意见编号：带密钥的散列值，重复导出时不变';
comment on column comments.comment_no is '意见序号：本库内的整数编号，tags、mentions、postings 靠它快速连接；换一次全量重建会变，不要记在库外';
comment on column comments.source_id is '来源编号，见 sources';
comment on column comments.row_no is '在来源文件或工作表中的行号，从 1 起';
comment on column comments.native_id is '渠道原编号的带密钥散列值；没有编号时为空';
comment on column comments.received_at is '收到时间（当地时间）；未知时为空';
comment on column comments.channel is '渠道代码，见 channels；未知时为空';
comment on column comments.title is '标题，已脱敏；没有标题时为空串，受限意见为空';
comment on column comments.text is '正文，已脱敏；受限意见为空';
comment on column comments.kind is '诉求类型：complaint 投诉求助，suggestion 建议，inquiry 咨询，praise 表扬；无意见时为空';
comment on column comments.no_opinion is '是否没有意见（如“无”“都好”）';
comment on column comments.urgency is '紧急程度：u0 一般，u1 反复反映或久拖未决，u2 断供、生计等较急，u3 危及生命或聚集';
comment on column comments.township_code is '说的是哪个乡镇，见 townships；未识别时为空';
comment on column comments.township_how is '乡镇是怎样识别的：field 文件中的列，blamed 被反映，station 乡镇站所，named 点名，village 由村名，praised 受表扬，asked 被请求，told 曾向其反映，own 反映人自己的单位，weak 弱线索；未识别时为空';
comment on column comments.department_code is '说的是哪个部门，见 departments；未识别时为空';
comment on column comments.department_how is '部门是怎样识别的：field 文件中的列，blamed 被反映，station 乡镇站所，named 点名，village 由村名，praised 受表扬，asked 被请求，told 曾向其反映，own 反映人自己的单位，weak 弱线索；未识别时为空';
comment on column comments.votes_up is '点赞数（个）；文件无此列时为空';
comment on column comments.votes_down is '反对数（个）；文件无此列时为空';
comment on column comments.submitter_key is '提意见人的带密钥散列值，只用于计不同人数；未知时为空';
comment on column comments.dup_group is '文字相同（不计人名、数字、标点）的一组意见的组号；独一份时为空';
comment on column comments.parent_id is '由哪条记录拆出；未拆分时为空';
comment on column comments.answered_at is '答复时间（当地时间）；未答复或未知时为空';
comment on column comments.answered_by is '答复单位，照文件所写；受限意见只在写的是登记的名称时才有';
comment on column comments.target_leadership is '是否针对县委、县政府领导班子';
comment on column comments.restricted is '是否受限：各处都计数，只有纪检机关可看文字';
comment on column comments.text_key is '标题与正文的带密钥散列值：文字相同则相同';
comment on column comments.dup_key is '去掉人名、数字、标点后文字的带密钥散列值；太短时为空';
comment on column comments.township_written is '乡镇，照文件所写；没有时为空；受限意见只在写的是登记的名称时才有';
comment on column comments.department_written is '单位，照文件所写；文件只写承办单位时，前面有“承办单位：”；没有时为空；受限意见只在写的是登记的名称时才有';
comment on column comments.token_text is '分词结果，用空格隔开，先标题后正文；受限意见为空';
comment on column comments.tokens is '分词结果（词的列表），先标题后正文；受限意见为空';
comment on column comments.n_tokens is '分词数（个），含标点；受限意见为空';
comment on column comments.touches_winds is '是否涉及四风（有四风标签，四风之外的不算）';
comment on column comments.code_text is '问题与主题代码，用空格隔开，把握大的在前；没有标签时为空';
comment on column comments.codes is '问题与主题代码的列表，把握大的在前；没有标签时为空列表';
