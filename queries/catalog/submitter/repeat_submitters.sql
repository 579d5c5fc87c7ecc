-- 问：谁反复提意见，提了几条，问题解决了没有？
-- Q: Who writes again and again, and are the comments answered?
-- 口径：提意见人只以散列值区分，认不出是谁；没有提意见人信息的意见不计。
-- param: least INTEGER default 2 至少几条才列
-- param: top INTEGER default 200 最多列几行
-- column: submitter_key 提意见人（散列值）
-- column: n 意见（条）
-- column: first_day 首次
-- column: last_day 最近
-- column: n_answered 已答复（条）
-- column: problem_names 问题

with repeated as (
    select
        submitter_key,
        count(*) as n,
        cast(min(received_at) as date) as first_day,
        cast(max(received_at) as date) as last_day,
        count(answered_at) as n_answered
    from comments
    where submitter_key is not null
    group by submitter_key
    having count(*) >= $least
    order by
        n desc,
        submitter_key
    limit $top
),
reported as (
    select
        c.submitter_key,
        string_agg(distinct p.name_zh, '、' order by p.name_zh) as problem_names
    from comments as c
    join tags as t using (comment_no)
    join problems as p using (problem)
    where t.axis = 'winds'
      and c.submitter_key in (select submitter_key from repeated)
    group by c.submitter_key
)
select
    r.submitter_key,
    r.n,
    r.first_day,
    r.last_day,
    r.n_answered,
    coalesce(p.problem_names, '') as problem_names
from repeated as r
left join reported as p using (submitter_key)
order by
    r.n desc,
    r.submitter_key;
