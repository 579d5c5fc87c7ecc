-- 问：某个词前后常跟着哪些词？
-- Q: Which words stand near a word more often than chance?
-- 口径：前后各若干词之内；互信息为实际同现与随机同现之比的对数（以 2 为底），大于 3 可算固定搭配；用到该词的意见多于 at_most 条时只看最后载入的那些；受限意见的文字不计入。
-- param: word VARCHAR default (select word from vocabulary where word_id > 0 order by n desc, word limit 1) 词
-- param: reach INTEGER default 4 前后各看几个词
-- param: at_most INTEGER default 20000 最多看几条意见
-- param: least INTEGER default 2 至少几次才列
-- param: top INTEGER default 50 最多列几行
-- column: neighbour 邻近的词
-- column: n 同现（次）
-- column: mutual_information 互信息（比特）

with chosen as (
    select
        word_id,
        word,
        $reach as reach
    from vocabulary
    where word = lower($word)
),
holding as (
    select comment_no
    from postings
    where word_id = (select word_id from chosen)
    order by comment_no desc
    limit $at_most
),
texts as (
    select word_list(token_text) as words
    from comments
    where comment_no in (select comment_no from holding)
),
own as (
    select
        t.words,
        c.reach,
        unnest(list_filter(range(1, len(t.words) + 1), lambda i: t.words[i] = c.word)) as place
    from texts as t
    cross join chosen as c
),
near as (
    select
        word as neighbour,
        count(*) as n
    from (
        select unnest(words[greatest(place - reach, 1):place + reach]) as word
        from own
    )
    where is_word(word)
      and word <> (select word from chosen)
    group by word
),
sizes as (
    select
        (select sum(n) from vocabulary where word_id > 0) as n_all,
        (select count(*) from own) as n_own
)
select
    near.neighbour,
    near.n,
    round(log2(near.n * s.n_all / (s.n_own * v.n * 2.0 * c.reach)), 2) as mutual_information
from near
cross join chosen as c
cross join sizes as s
join vocabulary as v on v.word = near.neighbour
where near.n >= $least
order by
    near.n desc,
    mutual_information desc,
    near.neighbour
limit $top;
