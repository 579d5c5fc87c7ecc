-- 问：哪些问题整改超期，谁牵头，超了几天？
-- Q: Which rectifications are overdue, who leads them, and by how many days?
-- 口径：未了且时限早于截止日期。
-- column: issue_no 台账编号
-- column: problem 问题
-- column: lead 牵头单位
-- column: deadline 时限
-- column: days_overdue 超期（天）
-- column: progress 进展（%）

select
    issue_no,
    problem,
    lead,
    deadline,
    days_overdue,
    progress
from v_rectification
where overdue
order by
    days_overdue desc,
    issue_no;
