-- 问：某个词在意见里前后文是怎样的？
-- Q: In what context does a word stand?
-- 口径：前后各取若干词；受限意见不显示。
-- param: word VARCHAR default (select word from vocabulary where word_id > 0 order by n desc, word limit 1) 词
-- param: reach INTEGER default 6 前后各取几个词
-- param: top INTEGER default 20 最多列几行
-- column: comment_id 意见编号
-- column: before 前文
-- column: word 词
-- column: after 后文

with found as (
    select
        c.rowid as place,
        lower($word) as word,
        $reach as reach
    from postings as p
    join comments as c using (comment_no)
    where p.word_id = (select word_id from vocabulary where word = lower($word))
    order by p.comment_no
    limit $top
),
texts as (
    select
        c.comment_id,
        c.comment_no,
        c.tokens,
        f.word,
        f.reach
    from found as f
    join comments as c on c.rowid = f.place
),
places as (
    select
        *,
        unnest(list_filter(range(1, len(tokens) + 1), lambda i: lower(tokens[i]) = word)) as place
    from texts
)
select
    comment_id,
    array_to_string(tokens[greatest(place - reach, 1):place - 1], '') as before,
    tokens[place] as word,
    array_to_string(tokens[place + 1:place + reach], '') as after
from places
order by
    comment_no,
    place
limit $top;
