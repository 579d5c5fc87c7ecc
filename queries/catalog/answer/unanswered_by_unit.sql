-- 问：各单位有多少意见没有答复，最久的等了几天？
-- Q: How many comments on each unit are unanswered, and how long has the oldest waited?
-- 口径：只看投诉求助、建议和咨询；等待天数算到截止日期；数据没有答复时间的渠道会全部算作未答复。
-- column: unit 单位
-- column: n 意见（条）
-- column: n_unanswered 未答复（条）
-- column: answered_share 答复率（%）
-- column: longest_days 最久等待（天）

select
    coalesce(c.department, c.township, '未识别') as unit,
    count(*) as n,
    count(*) filter (where c.answered_at is null) as n_unanswered,
    round(100.0 * count(c.answered_at) / count(*), 1) as answered_share,
    max(date_diff('day', c.received_at, run.as_of)) filter (where c.answered_at is null) as longest_days
from v_comments as c
cross join v_run as run
where c.kind in ('投诉求助', '建议', '咨询')
group by unit
order by
    n_unanswered desc,
    longest_days desc nulls last,
    unit;
