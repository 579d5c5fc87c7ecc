-- 问：各乡镇有多少条意见，占多少，涉及四风的有多少？
-- Q: How many comments concern each township, and how many of them touch the four winds?
-- 口径：一条意见至多归一个乡镇；没有意见的乡镇也列出，未识别的排在最后。
-- column: township 乡镇
-- column: n 意见（条）
-- column: share 占全部意见（%）
-- column: n_winds 其中涉及四风（条）
-- column: n_submitters 不同提意见人（人）

with counted as (
    select
        township_code as code,
        count(*) as n,
        count(*) filter (where touches_winds) as n_winds,
        count(distinct submitter_key) as n_submitters
    from comments
    group by township_code
)
select
    coalesce(t.name, '未识别') as township,
    coalesce(c.n, 0) as n,
    round(100.0 * coalesce(c.n, 0) / (select count(*) from comments), 1) as share,
    coalesce(c.n_winds, 0) as n_winds,
    coalesce(c.n_submitters, 0) as n_submitters
from townships as t
full join counted as c on c.code = t.code
order by
    t.code is null,
    n desc,
    t.official_rank;
