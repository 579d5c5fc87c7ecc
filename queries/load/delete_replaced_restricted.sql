-- 问：哪些受限文字的旧版要让位给新版？
-- Q: Which old restricted texts make room for new ones?

delete from restricted.restricted_tags
where comment_id in (select comment_id from temp.replaced);

delete from restricted.restricted_comments
where comment_id in (select comment_id from temp.replaced);
