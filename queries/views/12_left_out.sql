-- 问：哪些文件和工作表整个没有读，为什么？

create view v_left_out as
select
    s.source_id,
    s.file,
    s.sheet,
    q.reason
from quarantine as q
join sources as s using (source_id)
where q.row_no = 0;

comment on view v_left_out is '没有读的来源：可能有意见而整个没有读的文件和工作表，每个一行，不计行数';
comment on column v_left_out.source_id is '来源编号，见 sources';
comment on column v_left_out.file is '文件名，不含路径';
comment on column v_left_out.sheet is '工作表名；整个文件没有读时为空串';
comment on column v_left_out.reason is '没有读的原因和怎么办，不引用原文';
