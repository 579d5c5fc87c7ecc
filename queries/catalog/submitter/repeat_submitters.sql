-- 问：谁反复提意见，提了几条，问题解决了没有？
-- Q: Who writes again and again, and are the comments answered?
-- 口径：提意见人只以散列值区分，认不出是谁；没有提意见人信息的意见不计。
-- param: least INTEGER default 2 至少几条才列
-- column: submitter_key 提意见人（散列值）
-- column: n 意见（条）
-- column: first_day 首次
-- column: last_day 最近
-- column: n_answered 已答复（条）
-- column: problem_names 问题

select
    c.submitter_key,
    count(*) as n,
    cast(min(c.received_at) as date) as first_day,
    cast(max(c.received_at) as date) as last_day,
    count(c.answered_at) as n_answered,
    coalesce(array_to_string(list_sort(list_distinct(flatten(list(c.problems)))), '、'), '') as problem_names
from v_comments as c
where c.submitter_key is not null
group by c.submitter_key
having count(*) >= $least
order by
    n desc,
    c.submitter_key;
