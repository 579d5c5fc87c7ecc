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
places as (
    select
        comment_id,
        unnest(tokens) as word,
        generate_subscripts(tokens, 1) as place
    from comments
    where list_contains(tokens, (select word from chosen))
),
found as (
    select
        p.comment_id,
        p.word,
        p.place,
        c.reach
    from places as p
    join chosen as c on c.word = p.word
    order by
        p.comment_id,
        p.place
    limit $top
)
select
    f.comment_id,
    array_to_string(c.tokens[greatest(f.place - f.reach, 1):f.place - 1], '') as before,
    f.word,
    array_to_string(c.tokens[f.place + 1:f.place + f.reach], '') as after
from found as f
join comments as c using (comment_id)
order by
    f.comment_id,
    f.place;
