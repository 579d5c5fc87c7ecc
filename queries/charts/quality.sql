-- 问：数据全不全，哪些地方不可靠？
-- Q: How complete are the data, and where are they weak?
-- 口径：占比以同行的总数为底；未识别、未打标的意见仍计入总数。
-- column: item 项目
-- column: n 数量
-- column: base 总数
-- column: share 占比（%）

with c as (
    select
        count(*) as comments,
        count(*) filter (where received_at is null) as undated,
        count(*) filter (where channel is null) as no_channel,
        count(*) filter (where township_code is null) as no_township,
        count(*) filter (where department_code is null) as no_department,
        count(*) filter (where no_opinion) as no_opinion,
        count(*) filter (where restricted) as restricted,
        count(dup_group) - count(distinct dup_group) as same_text,
        count(distinct date_trunc('week', received_at)) as weeks_with,
        date_diff('week', date_trunc('week', min(received_at)), date_trunc('week', max(received_at))) + 1 as weeks
    from comments
), tagged as (
    select
        count(distinct comment_no) as any_tag,
        count(distinct comment_no) filter (where axis = 'winds' and wind <> 'other') as winds_tag
    from tags
), s as (
    select
        coalesce(sum(rows_read), 0) as rows_read,
        coalesce(sum(rows_loaded), 0) as rows_loaded,
        coalesce(sum(rows_duplicate), 0) as rows_duplicate,
        coalesce(sum(rows_merged), 0) as rows_merged,
        coalesce(sum(rows_quarantined), 0) as rows_quarantined,
        coalesce(sum(rows_updated), 0) as rows_updated,
        coalesce(sum(id_conflicts), 0) as id_conflicts,
        count(*) as sources
    from sources
), w as (
    select count(*) as whole_quarantined
    from v_left_out
), d as (
    select
        count(*) as departments,
        count(*) filter (where not verified) as unverified
    from departments
)
select
    item,
    cast(n as bigint) as n,
    cast(base as bigint) as base,
    round(100.0 * n / nullif(base, 0), 1) as share
from c, tagged, s, w, d, lateral (
    select unnest([
        {item: 'rows_loaded', n: rows_loaded, base: rows_read},
        {item: 'rows_duplicate', n: rows_duplicate, base: rows_read},
        {item: 'rows_merged', n: rows_merged, base: rows_read},
        {item: 'rows_quarantined', n: rows_quarantined, base: rows_read},
        {item: 'whole_quarantined', n: whole_quarantined, base: sources},
        {item: 'rows_updated', n: rows_updated, base: rows_read},
        {item: 'id_conflicts', n: id_conflicts, base: rows_read},
        {item: 'undated', n: undated, base: comments},
        {item: 'no_channel', n: no_channel, base: comments},
        {item: 'no_township', n: no_township, base: comments},
        {item: 'no_department', n: no_department, base: comments},
        {item: 'untagged', n: comments - any_tag - no_opinion, base: comments},
        {item: 'no_opinion', n: no_opinion, base: comments},
        {item: 'same_text', n: same_text, base: comments},
        {item: 'restricted', n: restricted, base: comments},
        {item: 'gap_weeks', n: coalesce(weeks - weeks_with, 0), base: coalesce(weeks, 0)},
        {item: 'unverified_departments', n: unverified, base: departments}
    ], recursive := true)
)
