-- 问：各事项的意见每周来了多少？
-- Q: How many comments on each matter came each week?
-- param: top INTEGER default 5 看前几个事项
-- column: rank 名次
-- column: title 事项
-- column: week 周一
-- column: n 意见（条）

select
    i.rank,
    i.title,
    week_of(c.received_at) as week,
    count(*) as n
from issues as i
join issue_comments as m using (issue_id)
join comments as c using (comment_id)
where i.rank <= $top
  and c.received_at is not null
group by all
order by
    i.rank,
    week;
