-- 问：台账里哪些乡镇代码不在登记里，或已销号却没有销号日期、复号却还有？
-- Q: Which ledger lines bear an unknown township, are closed without a date, or reopened with one?
-- column: issue_no 台账编号

select issue_no
from rectifications
where township_code not in (select code from townships)
   or (status = 'closed' and closed_at is null)
   or (status = 'reopened' and closed_at is not null)
order by issue_no;
