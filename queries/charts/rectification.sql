-- 问：整改到哪一步了，多少已销号，多少逾期？
-- Q: How far has rectification come, what is closed, what is overdue?
-- 口径：自报完成不等于销号；逾期指过了时限仍未销号，移送、不受理、并入的不算。
-- param: as_of DATE default (select as_of from runs order by seq desc limit 1) 截止日期
-- column: status 状态
-- column: items 事项（件）
-- column: share 占比（%）
-- column: overdue 逾期（件）

select
    status,
    count(*) as items,
    round(100.0 * count(*) / sum(count(*)) over (), 1) as share,
    count(*) filter (
        where deadline < $as_of
          and status not in ('closed', 'transferred', 'not_accepted', 'merged')
    ) as overdue
from rectifications
group by status
order by list_position([
    'new', 'triaged', 'reported', 'published', 'assigned', 'in_progress', 'done', 'verified', 'closed',
    'reopened', 'long_term', 'transferred', 'not_accepted', 'merged'
], status)
