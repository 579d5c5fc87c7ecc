-- 问：哪些渠道一条意见也没有收到？
-- Q: By which channels has no comment come?
-- column: code 渠道代码
-- column: channel 渠道
-- column: named 是否已列名渠道

select
    h.code,
    h.name as channel,
    h.named
from channels as h
where not exists (
    select 1
    from comments as c
    where c.channel = h.code
)
order by
    h.named desc,
    h.code;
