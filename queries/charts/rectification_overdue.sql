-- 问：哪些整改事项逾期了，逾期几天，谁牵头？
-- Q: Which items are overdue, by how long, who leads them?
-- 口径：逾期指过了时限仍未销号，移送、不受理、并入的不算。
-- param: as_of DATE default (select as_of from runs order by seq desc limit 1) 截止日期
-- column: issue_no 台账编号
-- column: matter 问题
-- column: lead 牵头单位
-- column: lead_code 牵头单位代码
-- column: deadline 时限
-- column: days_over 逾期（天）
-- column: status 状态
-- column: progress 进展（%）

select
    issue_no,
    problem as matter,
    lead,
    lead_code,
    deadline,
    date_diff('day', deadline, $as_of) as days_over,
    status,
    progress
from rectifications
where deadline < $as_of
  and status not in ('closed', 'transferred', 'not_accepted', 'merged')
order by deadline, issue_no
