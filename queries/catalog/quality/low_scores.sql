-- 问：哪些问题的标签把握不大，值得抽查？
-- Q: Which problems are tagged with little confidence and deserve a second look?
-- 口径：只看四风标签，把握是同样把握的标签中标对的比例；主题的把握另有含义，不列。
-- param: below DOUBLE default 0.6 把握低于多少算低
-- column: problem_name 问题
-- column: n 标签（个）
-- column: n_low 把握低的（个）
-- column: mean_score 平均把握（0 至 1）

with counted as (
    select
        problem,
        count(*) as n,
        count(*) filter (where score < $below) as n_low,
        round(avg(score), 2) as mean_score
    from tags
    where axis = 'winds'
    group by problem
)
select
    p.name_zh as problem_name,
    c.n,
    c.n_low,
    c.mean_score
from counted as c
join problems as p using (problem)
where c.n_low > 0
order by
    c.n_low desc,
    c.mean_score,
    problem_name;
