-- 问：群众反映的问题对应八项规定的哪几条，各有多少？
-- Q: Which of the eight rules do the reported problems fall under?
-- 口径：一个问题可对应几条规定；一条意见在每条规定下只计一次；没有反映的规定不列。
-- column: rule 八项规定条目
-- column: n 意见（条）
-- column: problem_names 所含问题

with ruled as (
    select
        problem,
        name_zh,
        official_rank,
        trim(unnest(string_split(eight_rules, '；'))) as rule
    from problems
    where eight_rules is not null
)
select
    r.rule,
    count(distinct t.comment_no) as n,
    string_agg(distinct r.name_zh, '、' order by r.name_zh) as problem_names
from ruled as r
join tags as t using (problem)
group by r.rule
order by
    n desc,
    r.rule;
