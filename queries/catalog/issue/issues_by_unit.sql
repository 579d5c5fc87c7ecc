-- 问：各单位有多少个集中反映的事项？
-- Q: How many matters concern each unit?
-- column: unit 单位
-- column: n_issues 事项（个）
-- column: n_comments 意见（条）
-- column: best_rank 最高名次

select
    coalesce(department, township, '未识别') as unit,
    count(*) as n_issues,
    sum(n_comments) as n_comments,
    min(rank) as best_rank
from v_issues
group by unit
order by
    sum(n_comments) desc,
    unit;
