-- 问：群众在一天的几点提意见最多？
-- Q: At which hour do residents write most?
-- 口径：只有日期、没有钟点的意见（零点整）不计。
-- column: hour 钟点（时）
-- column: n 意见（条）

select
    hour(received_at) as hour,
    count(*) as n
from comments
where received_at is not null
  and cast(received_at as time) <> time '00:00:00'
group by hour(received_at)
order by hour(received_at);
