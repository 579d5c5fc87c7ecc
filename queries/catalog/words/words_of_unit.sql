-- 问：说到某单位时，群众特别爱用哪些词？
-- Q: Which words mark the comments on one unit against all others?
-- 口径：关键度为对数似然比，大于 10.83 相当于 p<0.001；两字以上的词；受限意见的文字不计入；停用词（stop_words）不列。
-- param: unit UNIT default (select name from townships where code = (select township_code from comments where township_code is not null group by township_code order by count(*) desc, township_code limit 1)) 乡镇或部门的名称、简称、别名或代码
-- param: least INTEGER default 2 至少几次才列
-- param: top INTEGER default 50 最多列几行
-- column: word 词
-- column: n 本方次数（次）
-- column: other_n 他方次数（次）
-- column: per_10k_words 本方每万词（次）
-- column: other_per_10k_words 他方每万词（次）
-- column: keyness 关键度

with chosen as (
    select c.comment_no
    from comments as c
    left join townships as t on t.code = c.township_code
    left join departments as d on d.code = c.department_code
    where $unit in (t.name, d.short_name, t.code, d.code)
),
counted as (
    select
        p.word_id,
        sum(p.n) as n
    from postings as p
    join chosen as c using (comment_no)
    where p.word_id > 0
    group by p.word_id
),
compared as (
    select
        v.word,
        coalesce(c.n, 0) as n,
        v.n - coalesce(c.n, 0) as other_n
    from vocabulary as v
    left join counted as c using (word_id)
    where v.word_id > 0
),
sizes as (
    select
        sum(n) as size,
        sum(other_n) as other_size
    from compared
)
select
    c.word,
    c.n,
    c.other_n,
    round(10000.0 * c.n / s.size, 1) as per_10k_words,
    round(10000.0 * c.other_n / s.other_size, 1) as other_per_10k_words,
    round(keyness(c.n, s.size, c.other_n, s.other_size), 1) as keyness
from compared as c
cross join sizes as s
where c.n >= $least
  and c.word not in (from stop_words)
  and c.n / s.size > c.other_n / s.other_size
order by
    keyness(c.n, s.size, c.other_n, s.other_size) desc,
    c.word
limit $top;
