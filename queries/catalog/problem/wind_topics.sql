-- 问：每个主题上，群众反映的是哪一风？
-- Q: On each topic, which wind do residents report?
-- column: topic 主题
-- column: formalism 形式主义（条）
-- column: bureaucratism 官僚主义（条）
-- column: hedonism 享乐主义（条）
-- column: extravagance 奢靡之风（条）

with on_winds as (
    select
        comment_no,
        bool_or(wind = 'formalism') as formalism,
        bool_or(wind = 'bureaucratism') as bureaucratism,
        bool_or(wind = 'hedonism') as hedonism,
        bool_or(wind = 'extravagance') as extravagance
    from tags
    where axis = 'winds'
    group by comment_no
),
counted as (
    select
        t.problem,
        count(*) as n,
        count(*) filter (where w.formalism) as formalism,
        count(*) filter (where w.bureaucratism) as bureaucratism,
        count(*) filter (where w.hedonism) as hedonism,
        count(*) filter (where w.extravagance) as extravagance
    from tags as t
    join on_winds as w using (comment_no)
    where t.axis = 'topics'
    group by t.problem
)
select
    p.name_zh as topic,
    c.formalism,
    c.bureaucratism,
    c.hedonism,
    c.extravagance
from counted as c
join problems as p using (problem)
order by
    c.n desc,
    p.official_rank;
