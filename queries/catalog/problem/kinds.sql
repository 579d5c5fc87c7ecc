-- 问：投诉、建议、咨询、表扬各有多少？
-- Q: How many comments are complaints, suggestions, inquiries or praise?
-- column: kind 诉求类型
-- column: n 意见（条）
-- column: share 占比（%）

select
    kind,
    count(*) as n,
    round(100.0 * count(*) / sum(count(*)) over (), 1) as share
from v_comments
group by kind
order by
    n desc,
    kind;
