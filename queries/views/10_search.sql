-- 问：哪些意见谈到这些词、反映这个问题、在这一周收到？

create macro tagged(code_or_name) as table
    select c.*
    from v_comments as c
    where c.comment_id in (
        select t.comment_id
        from v_tags as t
        where code_or_name in (t.problem, t.wind, t.facet, t.problem_name, t.wind_name)
    );

comment on macro table tagged is '反映某问题的意见：tagged(问题、风或细类的代码或名称)，列同 v_comments';

create macro in_week(day) as table
    select c.*
    from v_comments as c
    where c.week = week_of(cast(day as date));

comment on macro table in_week is '某日所在周收到的意见：in_week(日期)，列同 v_comments';

create macro search(words) as table
    with wanted as (
        select distinct
            lower(unnest(string_split_regex(trim(words), '\s+'))) as word
    ),
    documents as (
        select
            comment_id,
            length(token_text) - length(replace(token_text, ' ', '')) + 1 as size,
            replace(token_text, ' ', '') as body
        from comments
        where token_text is not null
    ),
    hits as (
        select
            d.comment_id,
            d.size,
            w.word,
            (length(d.body) - length(replace(d.body, w.word, ''))) / length(w.word) as times
        from documents as d
        join wanted as w on contains(d.body, w.word)
        where w.word <> ''
    ),
    collection as (
        select
            count(*) as documents,
            avg(size) as mean_size
        from documents
    ),
    weights as (
        select
            h.word,
            ln(1 + (any_value(n.documents) - count(*) + 0.5) / (count(*) + 0.5)) as weight
        from hits as h
        cross join collection as n
        group by h.word
    ),
    scores as (
        select
            h.comment_id,
            sum(w.weight * h.times * 2.2 / (h.times + 1.2 * (0.25 + 0.75 * h.size / n.mean_size))) as score,
            list(h.word order by h.word) as found
        from hits as h
        join weights as w on w.word = h.word
        cross join collection as n
        group by h.comment_id
    )
    select
        s.score,
        s.found,
        c.*
    from scores as s
    join v_comments as c on c.comment_id = s.comment_id
    order by s.score desc, c.comment_id;

comment on macro table search is '按词查找，最相关的在前（BM25，k1=1.2，b=0.75）：search(用空格隔开的词)；列为 score 相关度、found 找到的词，其余同 v_comments；受限意见查不到';
