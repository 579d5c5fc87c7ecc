-- 问：群众用哪些话反映某个问题？
-- Q: In which words do residents report a problem?
-- 口径：受限意见的字句不显示，合为最后一行，只计条数，不给把握。不指定问题时取四风一轴上最多的问题（受限意见也计），不取主题。
-- param: problem PROBLEM default (select p.name_zh from problems as p join tags as t on t.problem = p.problem where p.axis = 'winds' group by p.problem, p.name_zh, p.official_rank order by count(*) desc, p.official_rank limit 1) 问题的名称或代码
-- param: top INTEGER default 20 最多列几行
-- column: evidence 依据字句
-- column: n 条数（条）
-- column: mean_score 平均把握（0 至 1）

with asked as (
    select
        t.evidence,
        t.score,
        c.restricted
    from tags as t
    join comments as c using (comment_no)
    where t.problem in (select problem from problems where $problem in (problem, name_zh))
), said as (
    select
        evidence,
        count(*) as n,
        round(avg(score), 2) as mean_score
    from asked
    where not restricted
      and evidence is not null
    group by evidence
    order by
        n desc,
        evidence
    limit $top
), withheld as (
    select
        '（受限意见：字句只在纪检机关，不显示）' as evidence,
        count(*) as n,
        cast(null as double) as mean_score
    from asked
    where restricted
    having count(*) > 0
)
select evidence, n, mean_score
from (
    select *, false as last from said
    union all
    select *, true as last from withheld
)
order by
    last,
    n desc,
    evidence;
