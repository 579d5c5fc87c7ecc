-- 问：哪些反映多的问题还没有进台账？
-- Q: Which problems that many comments report are not in the ledger yet?
-- param: least INTEGER default 2 至少几条才列
-- column: problem_name 问题
-- column: n 意见（条）

with listed as (
    select distinct unnest(codes) as code
    from rectifications
)
select
    problem_name,
    count(*) as n
from v_tags
where problem not in (select code from listed)
  and wind not in (select code from listed)
group by problem_name
having count(*) >= $least
order by
    n desc,
    problem_name;
