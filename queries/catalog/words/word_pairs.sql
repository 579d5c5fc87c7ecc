-- 问：哪些相邻的词总在一起，像一个说法？
-- Q: Which neighbouring words always go together, as one expression?
-- 口径：紧挨着的两个词；搭配度为对数似然比；意见多于 at_most 条时只看最后载入的那些；受限意见的文字不计入。
-- param: at_most INTEGER default 20000 最多看几条意见
-- param: least INTEGER default 2 至少几次才列
-- param: top INTEGER default 50 最多列几行
-- column: expression 说法
-- column: n 次数（次）
-- column: strength 搭配度

with texts as (
    select word_list(token_text) as words
    from comments
    where token_text is not null
      and comment_no in (select comment_no from comments order by comment_no desc limit $at_most)
),
neighbours as (
    select
        unnest(words[:-2]) as first_word,
        unnest(words[2:]) as second_word
    from texts
),
pairs as (
    select
        first_word,
        second_word,
        count(*) as n
    from neighbours
    where is_word(first_word)
      and is_word(second_word)
    group by all
),
firsts as (
    select
        first_word,
        sum(n) as n_first
    from pairs
    group by first_word
),
seconds as (
    select
        second_word,
        sum(n) as n_second
    from pairs
    group by second_word
),
margins as (
    select
        p.*,
        f.n_first,
        s.n_second,
        (select sum(n) from pairs) as n_all
    from pairs as p
    join firsts as f using (first_word)
    join seconds as s using (second_word)
    where p.n >= $least
)
select
    first_word || second_word as expression,
    n,
    round(keyness(n, n_first, n_second - n, n_all - n_first), 1) as strength
from margins
where n_all > n_first
order by
    keyness(n, n_first, n_second - n, n_all - n_first) desc,
    expression
limit $top;
