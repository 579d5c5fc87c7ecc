-- 问：群众的建议集中在哪些主题？
-- Q: On which topics do residents make suggestions?
-- column: topic 主题
-- column: n 建议（条）
-- column: n_submitters 不同提意见人（人）

select
    coalesce(t.problem_name, '（无主题）') as topic,
    count(distinct c.comment_id) as n,
    count(distinct c.submitter_key) as n_submitters
from comments as c
left join v_tags as t on t.comment_id = c.comment_id and t.axis = 'topics'
where c.kind = 'suggestion'
group by topic
order by
    n desc,
    topic;
