-- 问：这条意见写了什么，何时、经何渠道、说哪个单位？
-- Q: What does one comment say, when and how did it come, and about whom?
-- 口径：受限意见和对领导班子的意见只计数，各列都为空；时间只到周。
-- param: id VARCHAR 意见编号
-- column: withheld 只计数
-- column: week 周（周一日期）
-- column: channel 渠道
-- column: channel_code 渠道代码
-- column: township 乡镇
-- column: township_code 乡镇代码
-- column: department 部门
-- column: department_code 部门代码
-- column: kind 类型
-- column: urgency 紧急程度
-- column: answered 已答复
-- column: title 标题
-- column: text 正文

with one as (
    select *, restricted or target_leadership as withheld
    from comments
    where comment_id = $id
)
select
    o.withheld,
    week_of(c.received_at) as week,
    h.name as channel,
    c.channel as channel_code,
    w.name as township,
    c.township_code,
    d.name as department,
    c.department_code,
    kind_name(c.kind, c.no_opinion) as kind,
    c.urgency,
    c.answered_at is not null or c.answered_by is not null as answered,
    c.title,
    c.text
from one o
left join one c on not o.withheld
left join channels h on h.code = c.channel
left join townships w on w.code = c.township_code
left join departments d on d.code = c.department_code
