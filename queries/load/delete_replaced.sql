-- 问：哪些旧版意见要让位给新版？
-- Q: Which old versions make room for new ones?
-- 口径：temp.replaced 列出编号。

delete from tags
where comment_id in (select comment_id from temp.replaced);

delete from mentions
where comment_id in (select comment_id from temp.replaced);

delete from comments
where comment_id in (select comment_id from temp.replaced);
