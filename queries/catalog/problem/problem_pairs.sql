-- 问：哪些问题常在同一条意见里出现？
-- Q: Which problems are often reported in the same comment?
-- 口径：提升度＝实际同现条数 ÷ 若互不相干应有的条数，大于 1 表示常相伴。
-- param: least INTEGER default 2 至少几条才列
-- column: problem_a 问题甲
-- column: problem_b 问题乙
-- column: n 同现（条）
-- column: lift 提升度（倍）

with sets as (
    select
        string_split(code_text, ' ') as codes,
        count(*) as n
    from comments
    where contains(code_text, ' ')
    group by code_text
),
firsts as (
    select
        codes,
        unnest(codes) as problem_a,
        n
    from sets
),
couples as (
    select
        problem_a,
        unnest(codes) as problem_b,
        n
    from firsts
),
pairs as (
    select
        problem_a,
        problem_b,
        cast(sum(n) as bigint) as n
    from couples
    where problem_a < problem_b
    group by
        problem_a,
        problem_b
    having sum(n) >= $least
),
sizes as (
    select
        problem,
        count(*) as n
    from tags
    group by problem
)
select
    pa.name_zh as problem_a,
    pb.name_zh as problem_b,
    pairs.n,
    round(pairs.n * (select count(*) from comments) / (sa.n * sb.n), 2) as lift
from pairs
join problems as pa on pa.problem = pairs.problem_a
join problems as pb on pb.problem = pairs.problem_b
join sizes as sa on sa.problem = pairs.problem_a
join sizes as sb on sb.problem = pairs.problem_b
order by
    pairs.n desc,
    lift desc,
    problem_a,
    problem_b;
