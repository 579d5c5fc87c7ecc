-- 问：没有给出新台账时，已发布的整改台账原样留下？
-- Q: Which ledger stays when none is given?

insert into rectifications by name
select *
from published.rectifications;
