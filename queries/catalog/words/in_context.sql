-- 问：某个词在意见里前后文是怎样的？
-- Q: In what context does a word stand?
-- 口径：前后各取若干词；受限意见不显示。
-- param: word VARCHAR default (select word from v_words group by word order by count(*) desc, word limit 1) 词
-- param: reach INTEGER default 6 前后各取几个词
-- param: top INTEGER default 20 最多列几行
-- column: comment_id 意见编号
-- column: before 前文
-- column: word 词
-- column: after 后文

with chosen as (
    select
        lower($word) as word,
        $reach as reach
),
found as (
    select
        comment_id,
        tokens,
        unnest(tokens) as word,
        generate_subscripts(tokens, 1) as place
    from comments
    where list_contains(tokens, (select word from chosen))
)
select
    f.comment_id,
    array_to_string(f.tokens[greatest(f.place - c.reach, 1):f.place - 1], '') as before,
    f.word,
    array_to_string(f.tokens[f.place + 1:f.place + c.reach], '') as after
from found as f
join chosen as c on c.word = f.word
order by
    f.comment_id,
    f.place
limit $top;
