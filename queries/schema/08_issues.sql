-- 问：哪些意见说的是同一件事，哪些事最热？

create table issues (
    issue_id        varchar primary key,
    rank            integer not null unique check (rank >= 1),
    heat            double not null,
    title           varchar not null,
    first_at        timestamp,
    last_at         timestamp,
    n_comments      bigint not null check (n_comments >= 1),
    n_submitters    bigint,
    township_code   varchar,
    department_code varchar,
    wind            varchar,
    problem         varchar,
    keywords        varchar not null
);

comment on table issues is '事项：说同一件事的意见归为一个事项，按热度排名';
comment on column issues.issue_id is '事项编号';
comment on column issues.rank is '热度名次，1 为最热';
comment on column issues.heat is '热度指数：人数、条数、点赞和持续天数越多越高，久无新意见则降，只用来排名';
comment on column issues.title is '事项标题，已脱敏';
comment on column issues.first_at is '最早一条意见的时间；均无时间时为空';
comment on column issues.last_at is '最晚一条意见的时间；均无时间时为空';
comment on column issues.n_comments is '意见条数（条）';
comment on column issues.n_submitters is '不同提意见人数（人）；全部未知时为空';
comment on column issues.township_code is '主要涉及的乡镇，见 townships；不明时为空';
comment on column issues.department_code is '主要涉及的部门，见 departments；不明时为空';
comment on column issues.wind is '主要问题所在的风或主题组；无标签时为空';
comment on column issues.problem is '主要问题代码，见 problems；无标签时为空';
comment on column issues.keywords is '关键词，用、隔开';

create table issue_comments (
    issue_id   varchar not null,
    comment_id varchar not null,
    similarity double not null check (similarity between 0 and 1)
);

comment on table issue_comments is '事项与意见的对应';
comment on column issue_comments.issue_id is '事项编号，见 issues';
comment on column issue_comments.comment_id is '意见编号，见 comments';
comment on column issue_comments.similarity is '与事项中心的相似度，0 至 1';
