-- 问：已发布的库里哪些来源和运行记录原样留下？
-- Q: Which sources and run records of the published database stay as they are?

insert into sources by name
select s.* replace (
    case when w.source_id is null then s.rows_read else 0 end as rows_read, -- a file that was left out counted as a row once
    case when w.source_id is null then s.rows_quarantined else 0 end as rows_quarantined
)
from published.sources as s -- whose views may be of another version, so v_left_out is not asked
left join (select distinct source_id from published.quarantine where row_no = 0) as w using (source_id)
where s.source_id in (select source_id from temp.kept_sources);

insert into quarantine by name
select q.*
from published.quarantine as q
where q.source_id in (select source_id from temp.kept_sources);

insert into runs by name
select r.*
from published.runs as r;
