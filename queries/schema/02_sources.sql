-- 问：读过哪些文件，每个文件的行都去了哪里？

create table sources (
    source_id        varchar primary key,
    file             varchar not null,
    sheet            varchar not null,
    sha256           varchar not null,
    encoding         varchar not null,
    rows_read        bigint not null check (rows_read >= 0),
    rows_loaded      bigint not null check (rows_loaded >= 0),
    rows_duplicate   bigint not null check (rows_duplicate >= 0),
    rows_merged      bigint not null check (rows_merged >= 0),
    rows_quarantined bigint not null check (rows_quarantined >= 0),
    rows_blank       bigint not null check (rows_blank >= 0),
    rows_updated     bigint not null check (rows_updated >= 0),
    id_conflicts     bigint not null check (id_conflicts >= 0),
    check (rows_read = rows_loaded + rows_duplicate + rows_merged + rows_quarantined)
);

comment on table sources is '来源：读过的每个文件（或工作表）一行，行数必须平衡；整个没有读的也有一行，不计行数，quarantine 里有它的 0 行';
comment on column sources.source_id is '来源编号：文件散列值与工作表名的散列值；读入时另给了对应关系、年份或渠道的，后面再加这些设置的散列值';
comment on column sources.file is '文件名，不含路径';
comment on column sources.sheet is '工作表名；不是电子表格时为空串';
comment on column sources.sha256 is '整个文件的 SHA-256，十六进制';
comment on column sources.encoding is '识别出的字符编码；读不了的文件为空串';
comment on column sources.rows_read is '读到的非空数据行（行）= 入库 + 重复 + 合并 + 隔离';
comment on column sources.rows_loaded is '入库的行（行）；一行可拆成多条意见';
comment on column sources.rows_duplicate is '与已有意见相同而不再入库的行（行）';
comment on column sources.rows_merged is '并入前一行的行（行），如长短信的后几段';
comment on column sources.rows_quarantined is '无法使用而隔离的行（行）';
comment on column sources.rows_blank is '空行（行），不计入读到的行';
comment on column sources.rows_updated is '入库行中替换了旧意见的行（行）';
comment on column sources.id_conflicts is '入库行中编号与别的文件相同而内容不同的行（行）';
