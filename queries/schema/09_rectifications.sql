-- 问：每个突出问题由谁整改，到哪一步了？

create table rectifications (
    issue_no      varchar primary key,
    problem       varchar not null,
    source        varchar,
    n             bigint check (n >= 0),
    township_code varchar,
    codes         varchar[],
    nature        varchar check (nature in ('立行立改', '限期整改', '长期', '不受理')),
    status        varchar not null check (status in (
        'new', 'triaged', 'reported', 'published', 'assigned', 'in_progress', 'done', 'verified', 'closed',
        'reopened', 'long_term', 'transferred', 'not_accepted', 'merged'
    )),
    lead          varchar,
    lead_code     varchar,
    co_lead       varchar,
    responsible   varchar,
    measures      varchar,
    target        varchar,
    opened_at     date,
    published_at  date,
    deadline      date,
    progress      integer check (progress between 0 and 100),
    progress_note varchar,
    evidence      varchar,
    verification  varchar,
    satisfaction  varchar check (satisfaction in ('满意', '基本满意', '不满意', '未联系上')),
    done_at       date,
    closed_at     date,
    approver      varchar,
    reopen_reason varchar,
    long_term     varchar
);

comment on table rectifications is '整改台账：每个突出问题一行，由台账文件读入';
comment on column rectifications.issue_no is '台账编号，如 2014-ZG-0001';
comment on column rectifications.problem is '问题概括，不含姓名电话';
comment on column rectifications.source is '来源渠道，照台账所写';
comment on column rectifications.n is '去重后的份数（份）';
comment on column rectifications.township_code is '涉及乡镇，见 townships；不明时为空';
comment on column rectifications.codes is '问题代码的列表，见 problems';
comment on column rectifications.nature is '性质：立行立改、限期整改、长期、不受理';
comment on column rectifications.status is '状态：new 新收、triaged 已梳理、reported 已报县委、published 已公示、assigned 已分派、in_progress 整改中、done 自报完成、verified 已验收、closed 已销号、reopened 复号、long_term 分期整改、transferred 已移送、not_accepted 不受理、merged 已并入';
comment on column rectifications.lead is '牵头责任单位，照台账所写';
comment on column rectifications.lead_code is '牵头责任单位代码，见 departments 或 townships；对不上时为空';
comment on column rectifications.co_lead is '配合单位，照台账所写';
comment on column rectifications.responsible is '责任领导和责任人（公职身份）';
comment on column rectifications.measures is '整改措施';
comment on column rectifications.target is '整改目标或标准';
comment on column rectifications.opened_at is '登记日期';
comment on column rectifications.published_at is '公示日期；未公示时为空';
comment on column rectifications.deadline is '整改时限';
comment on column rectifications.progress is '进展（%），0 至 100';
comment on column rectifications.progress_note is '进展说明';
comment on column rectifications.evidence is '完成情况与佐证';
comment on column rectifications.verification is '验收人与督查意见';
comment on column rectifications.satisfaction is '群众评议：满意、基本满意、不满意、未联系上';
comment on column rectifications.done_at is '责任单位自报完成日期；未完成时为空';
comment on column rectifications.closed_at is '销号日期；未销号时为空';
comment on column rectifications.approver is '销号批准人（公职身份）';
comment on column rectifications.reopen_reason is '未销原因或复号原因';
comment on column rectifications.long_term is '长效机制（制度名称）';
