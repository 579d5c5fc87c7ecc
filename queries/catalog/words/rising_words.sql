-- 问：哪些词这个月突然用得多了？
-- Q: Which words rose in the last month against the month before?
-- 口径：最近 30 天对之前 30 天，算到最后一条意见；关键度为对数似然比；停用词（stop_words）不列。
-- param: least INTEGER default 2 至少几次才列
-- param: top INTEGER default 30 最多列几行
-- column: word 词
-- column: n 最近 30 天（次）
-- column: n_before 之前 30 天（次）
-- column: keyness 关键度

with bounds as (
    select cast(max(received_at) as date) as last_day
    from comments
),
recent as (
    select
        c.comment_no,
        c.received_at > b.last_day - 30 as is_new
    from comments as c
    cross join bounds as b
    where c.received_at > b.last_day - 60
),
by_number as (
    select
        p.word_id,
        coalesce(sum(p.n) filter (where r.is_new), 0) as n,
        coalesce(sum(p.n) filter (where not r.is_new), 0) as n_before
    from postings as p
    join recent as r using (comment_no)
    where p.word_id > 0
    group by p.word_id
),
counted as (
    select
        v.word,
        b.n,
        b.n_before
    from by_number as b
    join vocabulary as v using (word_id)
),
sizes as (
    select
        sum(n) as size,
        nullif(sum(n_before), 0) as size_before
    from counted
)
select
    c.word,
    c.n,
    c.n_before,
    round(keyness(c.n, s.size, c.n_before, s.size_before), 1) as keyness
from counted as c
cross join sizes as s
where c.n >= $least
  and c.word not in (from stop_words)
  and c.n / s.size > c.n_before / s.size_before
order by
    keyness(c.n, s.size, c.n_before, s.size_before) desc,
    c.word
limit $top;
