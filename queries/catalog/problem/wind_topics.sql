-- 问：每个主题上，群众反映的是哪一风？
-- Q: On each topic, which wind do residents report?
-- column: topic 主题
-- column: formalism 形式主义（条）
-- column: bureaucratism 官僚主义（条）
-- column: hedonism 享乐主义（条）
-- column: extravagance 奢靡之风（条）

select
    p.name_zh as topic,
    count(distinct t.comment_id) filter (where w.wind = 'formalism') as formalism,
    count(distinct t.comment_id) filter (where w.wind = 'bureaucratism') as bureaucratism,
    count(distinct t.comment_id) filter (where w.wind = 'hedonism') as hedonism,
    count(distinct t.comment_id) filter (where w.wind = 'extravagance') as extravagance
from tags as t
join problems as p using (problem)
join tags as w on w.comment_id = t.comment_id and w.axis = 'winds'
where t.axis = 'topics'
group by
    p.name_zh,
    p.official_rank
order by
    count(distinct t.comment_id) desc,
    p.official_rank;
