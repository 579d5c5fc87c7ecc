-- 问：已发布的受限库里哪些文字原样留下？
-- Q: Which texts of the published restricted database stay as they are?

insert into restricted.restricted_comments by name
select r.* exclude (tokens)
from published_restricted.restricted_comments as r
where r.comment_id in (select comment_id from comments);

insert into restricted.restricted_tags by name
select r.*
from published_restricted.restricted_tags as r
where r.comment_id in (select comment_id from comments);
