-- 问：群众的建议集中在哪些主题？
-- Q: On which topics do residents make suggestions?
-- column: topic 主题
-- column: n 建议（条）
-- column: n_submitters 不同提意见人（人）

with suggestions as (
    select
        comment_no,
        submitter_key
    from comments
    where kind = 'suggestion'
),
on_topics as (
    select
        comment_no,
        problem
    from tags
    where axis = 'topics'
)
select
    coalesce(p.name_zh, '（无主题）') as topic,
    count(*) as n,
    count(distinct s.submitter_key) as n_submitters
from suggestions as s
left join on_topics as t using (comment_no)
left join problems as p using (problem)
group by topic
order by
    n desc,
    topic;
