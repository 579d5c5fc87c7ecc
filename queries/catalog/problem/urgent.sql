-- 问：哪些乡镇有紧急的意见，各有多少？
-- Q: Which townships have urgent comments, and how many?
-- 口径：u2 较急，u3 危及生命或聚集；只计数，不列原文。
-- column: township 乡镇
-- column: n_u3 u3（条）
-- column: n_u2 u2（条）

select
    coalesce(township, '未识别') as township,
    count(*) filter (where urgency = 'u3') as n_u3,
    count(*) filter (where urgency = 'u2') as n_u2
from v_comments
where urgency in ('u2', 'u3')
group by all
order by
    n_u3 desc,
    n_u2 desc,
    township;
