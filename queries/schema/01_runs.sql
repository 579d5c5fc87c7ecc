-- 问：哪一次运行、用哪版代码和词典生成了这个库？

create table runs (
    run_id         varchar primary key,
    seq            integer not null unique,
    started_at     timestamp not null,
    code_version   varchar not null,
    dict_hash      varchar not null,
    redact_hash    varchar not null,
    key_check      varchar not null,
    as_of          date,
    county_code    varchar not null,
    county         varchar not null,
    notice         varchar,
    schema_version integer not null
);

comment on table runs is '运行记录：每次运行一行，seq 最大的一行生成了本库';
comment on column runs.run_id is '运行编号：来源、词典与代码的散列值';
comment on column runs.seq is '第几次运行，从 1 起；最大者为当前';
comment on column runs.started_at is '开始时间（协调世界时），全库唯一取自时钟的值';
comment on column runs.code_version is '程序版本';
comment on column runs.dict_hash is '全部词典的散列值';
comment on column runs.redact_hash is '脱敏词典的散列值；变了就须重读来源文件';
comment on column runs.key_check is '密钥校验值：认得出密钥换没换，推不出密钥';
comment on column runs.as_of is '截止日期；所有意见均无时间且未指定时为空';
comment on column runs.county_code is '县的六位代码';
comment on column runs.county is '县名';
comment on column runs.notice is '须在每页标明的话，如数据为虚构；没有时为空';
comment on column runs.schema_version is '库结构版本号';
