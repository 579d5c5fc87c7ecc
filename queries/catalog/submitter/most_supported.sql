-- 问：哪些意见得到的赞同最多？
-- Q: Which comments found the most support?
-- 口径：只有带点赞的渠道才有数；受限意见的标题不显示。
-- param: top INTEGER default 20 最多列几行
-- column: comment_id 意见编号
-- column: votes_up 点赞（个）
-- column: votes_down 反对（个）
-- column: title 标题
-- column: problems 问题

with best as (
    select rowid as place
    from comments
    where votes_up > 0
    order by
        votes_up desc,
        comment_id
    limit $top
)
select
    c.comment_id,
    c.votes_up,
    c.votes_down,
    c.title,
    array_to_string(c.problems, '、') as problems
from best as b
join v_comments as c using (place)
order by
    c.votes_up desc,
    c.comment_id;
