-- 问：群众给哪些单位提了建议，说的是什么？
-- Q: To which units do residents make suggestions, and on what?
-- column: unit 单位
-- column: n 建议（条）
-- column: topics 主题

select
    coalesce(c.department, c.township, '未识别') as unit,
    count(distinct c.comment_id) as n,
    coalesce(string_agg(distinct t.problem_name, '、' order by t.problem_name), '') as topics
from v_comments as c
left join v_tags as t on t.comment_id = c.comment_id and t.axis = 'topics'
where c.kind = '建议'
group by unit
order by
    n desc,
    unit;
