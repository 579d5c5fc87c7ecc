-- 问：哪些词的索引没有对应的意见，或来自受限意见？
-- Q: Which words are indexed for a comment that is not there or is restricted?
-- column: word_id 词的编号
-- column: comment_no 意见序号

select
    p.word_id,
    p.comment_no
from postings as p
anti join (
    select comment_no
    from comments
    where not restricted
) as c using (comment_no)
order by all;
