-- 问：群众在一周的哪一天提意见最多？
-- Q: On which day of the week do residents write most?
-- column: weekday 星期
-- column: n 意见（条）
-- column: share 占有时间的意见（%）

select
    ['星期一', '星期二', '星期三', '星期四', '星期五', '星期六', '星期日'][isodow(received_at)] as weekday,
    count(*) as n,
    round(100.0 * count(*) / sum(count(*)) over (), 1) as share
from comments
where received_at is not null
group by isodow(received_at)
order by isodow(received_at);
