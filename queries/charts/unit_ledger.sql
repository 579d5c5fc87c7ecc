-- 问：各单位牵头的整改事项到哪一步了？
-- Q: How far have the items come that each unit leads?
-- 口径：自报完成不等于销号；逾期指过了时限仍未销号。
-- param: as_of DATE default (select as_of from runs order by seq desc limit 1) 截止日期
-- column: unit_code 单位代码
-- column: issue_no 台账编号
-- column: matter 问题
-- column: status 状态
-- column: deadline 时限
-- column: overdue 逾期

select
    lead_code as unit_code,
    issue_no,
    problem as matter,
    status,
    deadline,
    coalesce(deadline < $as_of and status not in ('closed', 'transferred', 'not_accepted', 'merged'), false) as overdue
from rectifications
where lead_code is not null
order by lead_code, issue_no
