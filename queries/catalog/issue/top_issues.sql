-- 问：群众集中反映的是哪些事？
-- Q: What are the matters that most comments are about?
-- param: top INTEGER default 20 最多列几行
-- column: rank 名次
-- column: title 事项
-- column: n_comments 意见（条）
-- column: n_submitters 不同提意见人（人）
-- column: first_day 首次
-- column: last_day 最近
-- column: unit 单位
-- column: problem_name 主要问题
-- column: keywords 关键词

select
    rank,
    title,
    n_comments,
    n_submitters,
    cast(first_at as date) as first_day,
    cast(last_at as date) as last_day,
    coalesce(nullif(concat_ws(' ', township, department), ''), '未识别') as unit,
    problem_name,
    keywords
from v_issues
order by rank
limit $top;
