-- 问：某个词前后常跟着哪些词？
-- Q: Which words stand near a word more often than chance?
-- 口径：前后各若干词之内；互信息为实际同现与随机同现之比的对数（以 2 为底），大于 3 可算固定搭配；受限意见的文字不计入。
-- param: word VARCHAR default (select word from v_words group by word order by count(*) desc, word limit 1) 词
-- param: reach INTEGER default 4 前后各看几个词
-- param: least INTEGER default 2 至少几次才列
-- param: top INTEGER default 50 最多列几行
-- column: neighbour 邻近的词
-- column: n 同现（次）
-- column: mutual_information 互信息（比特）

with chosen as (
    select
        lower($word) as word,
        $reach as reach
),
sizes as (
    select
        word,
        count(*) as n
    from v_words
    group by word
),
near as (
    select
        b.word as neighbour,
        count(*) as n
    from chosen as c
    join v_words as a on a.word = c.word
    join v_words as b on b.comment_id = a.comment_id
        and b.place between a.place - c.reach and a.place + c.reach
        and b.word <> a.word
    group by b.word
)
select
    near.neighbour,
    near.n,
    round(log2(near.n * (select sum(n) from sizes) / (own.n * other.n * 2.0 * c.reach)), 2) as mutual_information
from near
cross join chosen as c
join sizes as own on own.word = c.word
join sizes as other on other.word = near.neighbour
where near.n >= $least
order by
    near.n desc,
    mutual_information desc,
    near.neighbour
limit $top;
