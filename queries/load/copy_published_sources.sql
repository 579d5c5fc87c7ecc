-- 问：已发布的库里哪些来源和运行记录原样留下？
-- Q: Which sources and run records of the published database stay as they are?

insert into sources by name
select s.*
from published.sources as s
where s.source_id in (select source_id from temp.kept_sources);

insert into quarantine by name
select q.*
from published.quarantine as q
where q.source_id in (select source_id from temp.kept_sources);

insert into runs by name
select r.*
from published.runs as r;
