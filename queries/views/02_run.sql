-- 问：本库是哪一次运行生成的，截止哪一天，看板的“本周”是哪一周？

create view v_run as
select
    run_id,
    started_at,
    code_version,
    dict_hash,
    as_of,
    county,
    schema_version
from runs
where seq = (select max(seq) from runs);

comment on view v_run is '当前运行：生成本库的那一次，一行';
comment on column v_run.run_id is '运行编号';
comment on column v_run.started_at is '开始时间（协调世界时）';
comment on column v_run.code_version is '程序版本';
comment on column v_run.dict_hash is '全部词典的散列值';
comment on column v_run.as_of is '截止日期';
comment on column v_run.county is '县名';
comment on column v_run.schema_version is '库结构版本号';

create macro report_week() as (
    select week_of(as_of + 1) - 7
    from v_run
);

comment on macro report_week is '看板的“本周”：截止日期当天或之前结束的最近一个整周的周一';
