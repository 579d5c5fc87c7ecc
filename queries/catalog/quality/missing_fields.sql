-- 问：各来源的意见缺哪些信息？
-- Q: What do the comments of each source lack?
-- 口径：占比的分母是该来源的意见条数。
-- column: file 文件
-- column: n 意见（条）
-- column: no_time_percent 无时间（%）
-- column: no_channel_percent 无渠道（%）
-- column: no_township_percent 未识别乡镇（%）
-- column: no_department_percent 未识别部门（%）
-- column: no_submitter_percent 无提意见人（%）

select
    s.file,
    count(*) as n,
    round(100.0 * count(*) filter (where c.received_at is null) / count(*), 1) as no_time_percent,
    round(100.0 * count(*) filter (where c.channel is null) / count(*), 1) as no_channel_percent,
    round(100.0 * count(*) filter (where c.township_code is null) / count(*), 1) as no_township_percent,
    round(100.0 * count(*) filter (where c.department_code is null) / count(*), 1) as no_department_percent,
    round(100.0 * count(*) filter (where c.submitter_key is null) / count(*), 1) as no_submitter_percent
from comments as c
join sources as s using (source_id)
group by s.file
order by s.file;
