-- 问：哪些行不能用，为什么？

create table quarantine (
    source_id varchar not null,
    row_no    bigint not null check (row_no >= 0),
    reason    varchar not null
);

comment on table quarantine is '隔离区：不能使用的行，和可能有意见而没有读的文件、工作表，及其原因，不存原文';
comment on column quarantine.source_id is '来源编号，见 sources';
comment on column quarantine.row_no is '在该文件或工作表中的行号，从 1 起；0 是整个文件或工作表没有读，不计入 sources 的行数';
comment on column quarantine.reason is '隔离原因，不引用原文';
