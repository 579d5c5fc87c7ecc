-- 问：已发布的库里哪些意见原样留下？
-- Q: Which comments of the published database stay as they are?
-- 口径：temp.kept_sources 列出留下的来源；重复组号和词表稍后重算。

insert into comments by name
select c.* exclude (tokens, codes, dup_group)
from published.comments as c
where c.source_id in (select source_id from temp.kept_sources);

insert into tags by name
select t.*
from published.tags as t
where t.comment_id in (select comment_id from comments);

insert into mentions by name
select m.*
from published.mentions as m
where m.comment_id in (select comment_id from comments);
