-- 问：哪些意见文字相同？
-- Q: Which comments say the same words?
-- 口径：dup_key 相同且不止一条的为一组，组号即 dup_key。

create or replace temp table repeated as
select dup_key
from comments
where dup_key is not null
group by dup_key
having count(*) > 1;

update comments
set dup_group = dup_key
where dup_group is null
  and dup_key in (select dup_key from repeated);

update comments
set dup_group = null
where dup_group is not null
  and dup_key not in (select dup_key from repeated);

drop table repeated;
