-- 问：每万人有多少条意见，哪个乡镇最高？
-- Q: How many comments are there for ten thousand residents of each township?
-- 口径：不掌握人口的乡镇，每万人条数为空。
-- column: township 乡镇
-- column: n 意见（条）
-- column: population 人口（人）
-- column: rate 每万人（条）

select
    t.name as township,
    count(c.comment_no) as n,
    t.population,
    round(per_10k(count(c.comment_no), t.code), 2) as rate
from townships as t
left join comments as c on c.township_code = t.code
group by
    t.code,
    t.name,
    t.population,
    t.official_rank
order by
    rate desc nulls last,
    t.official_rank;
