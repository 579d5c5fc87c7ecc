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
        cast(c.received_at >= b.last_day - 29 as utinyint) as is_new
    from comments as c
    cross join bounds as b
    where c.received_at >= b.last_day - 59
),
by_number as (
    select
        p.word_id,
        sum(p.n * r.is_new) as n,
        sum(p.n) as n_both
    from postings as p
    join recent as r using (comment_no)
    where p.word_id > 0
    group by p.word_id
),
sizes as (
    select
        sum(n) as size,
        nullif(sum(n_both - n), 0) as size_before
    from by_number
),
risen as (
    select
        b.word_id,
        b.n,
        b.n_both - b.n as n_before,
        keyness(b.n, s.size, b.n_both - b.n, s.size_before) as keyness
    from by_number as b
    cross join sizes as s
    where b.n >= $least
      and b.n / s.size > (b.n_both - b.n) / s.size_before
)
select
    v.word,
    r.n,
    r.n_before,
    round(r.keyness, 1) as keyness
from risen as r
join vocabulary as v using (word_id)
where v.word not in (from stop_words)
order by
    r.keyness desc,
    v.word
limit $top;
