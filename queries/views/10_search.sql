-- 问：哪些意见谈到这些词、反映这个问题、在这一周收到？

create macro tagged(code_or_name) as table
    with names as (
        select wind as code, name_zh as name
        from winds
        union all
        select problem, name_zh
        from problems
        union all
        select facet, name_zh
        from facets
    ),
    likened as (
        -- Codes are alike by their letters in order, names by the characters they share.
        select
            code,
            name,
            regexp_full_match(code_or_name, '[a-z_.]+') as is_code,
            case
                when is_code then 0.4 - levenshtein(code, code_or_name) / greatest(length(code), length(code_or_name))
                else len(list_intersect(string_split(name, ''), string_split(code_or_name, ''))) - length(name) / 100
            end as likeness
        from names
    ),
    known as (
        select
            case
                when bool_or(code_or_name in (code, name)) then true
                else error(
                    '没有叫“' || code_or_name || '”的问题、风或细类；' || coalesce(
                        '相近的有：' || array_to_string(
                            list_transform(
                                list_reverse_sort(list(distinct {
                                    likeness: likeness,
                                    name: case when is_code then code else name end
                                }) filter (where likeness > 0))[:3],
                                lambda near: near.name
                            ),
                            '，'
                        ),
                        '名称和代码见表 winds、problems 和 facets'
                    )
                )
            end as is_known
        from likened
    )
    select c.*
    from v_comments as c
    cross join known as k
    where k.is_known
      and c.comment_no in (
        select comment_no
        from tags
        where wind in (select wind from winds where code_or_name in (wind, name_zh))
            or problem in (select problem from problems where code_or_name in (problem, name_zh))
            or facet in (select facet from facets where code_or_name in (facet, name_zh))
    );

comment on macro table tagged is '反映某问题的意见：tagged(问题、风或细类的代码或名称)，列同 v_comments；没有这样的名称时报错，并列出相近的';

create macro in_week(day) as table
    select c.*
    from v_comments as c
    where c.week = week_of(cast(day as date));

comment on macro table in_week is '某日所在周收到的意见：in_week(日期)，列同 v_comments';

create macro query_words(asked) as
    list_filter(list_distinct(string_split_regex(lower(asked), '[\s\p{Z}，、；,;]+')), lambda word: word <> '');

comment on macro query_words is '所查的词的列表：query_words(用空格隔开的词)；全角空格、逗号、顿号、分号也算隔开';

create macro word_hits(asked) as table
    with recursive queried as (
        select
            unnest(query_words(asked)) as word,
            cast(generate_subscripts(query_words(asked), 1) as integer) as nth
    ),
    containing as (
        -- Each pair is there once. The grouping makes DuckDB expect few words, so that it looks comments up among the hits and not hits among
        -- all comments.
        select
            q.nth,
            v.word_id
        from queried as q
        join vocabulary as v on contains(v.word, q.word)
        where q.word <> ''
        group by all
        having count(*) > 0
    ),
    pieces as (
        select
            q.nth,
            q.word,
            v.word as piece,
            v.word_id
        from queried as q
        join vocabulary as v on contains(q.word, v.word)
        where q.nth not in (select nth from containing)
    ),
    cut as (
        select
            nth,
            word,
            1 as place,
            cast(null as integer) as word_id
        from queried
        where nth in (select nth from pieces)
        union all
        select
            c.nth,
            c.word,
            c.place + greatest(coalesce(max(length(p.piece)), 1), 1),
            arg_max(p.word_id, length(p.piece))
        from cut as c
        left join pieces as p on p.nth = c.nth
            and starts_with(substring(c.word, c.place), p.piece)
        where c.place <= length(c.word)
        group by
            c.nth,
            c.word,
            c.place
    ),
    split as (
        select
            nth,
            word_id,
            cast(count(*) over (partition by nth) as integer) as needed
        from (
            select distinct nth, word_id
            from cut
            where word_id is not null
        )
    )
    -- The conditions on nth always hold. With a condition on the words looked for, DuckDB reads of the other columns of postings only the parts
    -- where one of them stands.
    select
        w.nth,
        p.comment_no,
        cast(sum(p.n) as integer) as times
    from (
        from postings
        where word_id in (select word_id from containing where nth > 0)
    ) as p
    join containing as w using (word_id)
    group by
        w.nth,
        p.comment_no
    union all
    select
        w.nth,
        p.comment_no,
        min(p.n)
    from (
        from postings
        where word_id in (select word_id from split where nth > 0)
    ) as p
    join split as w using (word_id)
    group by
        w.nth,
        w.needed,
        p.comment_no
    having count(*) = w.needed;

comment on macro table word_hits is '词在哪些意见里：word_hits(用空格隔开的词)；列为 nth 第几个词、comment_no 意见序号、times 次数。分词中含有所查的词就算；所查的词不在任何分词里时，拆成词表里的几个词，几个都有才算';

create macro containing(words) as table
    with found as (
        select
            comment_no,
            list_sort(list(query_words(words)[nth])) as found
        from word_hits(words)
        group by comment_no
    )
    select
        f.found,
        c.* exclude (place)
    from found as f
    join v_comments as c using (comment_no);

comment on macro table containing is '谈到其中任一词的全部意见，不排名，可用来计数：containing(用空格隔开的词)；列为 found 找到的词，其余同 v_comments；受限意见查不到';

create macro search_scores(words) as table
    with hits as materialized (
        select *
        from word_hits(words)
    ),
    collection as (
        select
            count(*) as documents,
            avg(n_tokens) as mean_size
        from comments
        where n_tokens is not null
    ),
    weights as (
        select
            h.nth,
            cast(1 as bigint) << (least(h.nth, 62) - 1) as bit,
            ln(1 + (n.documents - h.n + 0.5) / (h.n + 0.5)) as weight,
            n.mean_size
        from (
            select nth, count(*) as n
            from hits
            group by nth
        ) as h
        cross join collection as n
    ),
    -- Decimal parts have the same sum in any order, so comments that say the same stand in the same order at any time.
    parts as materialized (
        select
            h.comment_no,
            cast(
                w.weight * h.times * 2.2 / (h.times + 1.2 * (0.25 + 0.75 * c.n_tokens / w.mean_size))
                as decimal(18, 12)
            ) as part,
            w.bit
        from hits as h
        join weights as w using (nth)
        join comments as c on c.comment_no = h.comment_no
    )
    -- Of one word there is nothing to add up.
    select
        comment_no,
        cast(part as double) as score,
        bit as matched
    from parts
    where (select count(*) from weights) = 1
    union all
    select
        comment_no,
        cast(sum(part) as double),
        bit_or(bit)
    from parts
    where (select count(*) from weights) > 1
    group by comment_no;

comment on macro table search_scores is '按词查找的全部结果，只有相关度（BM25，k1=1.2，b=0.75），不取文字：search_scores(用空格隔开的词)；列为 comment_no 意见序号、score 相关度、matched 找到哪些词（第 n 个词为第 n 位，62 个以后合用一位）';

create macro search(words, most := 20) as table
    with scores as materialized (
        select *
        from search_scores(words)
    ),
    best as (
        select *
        from scores
        order by
            score desc,
            comment_no
        limit most
    ),
    named as (
        select
            comment_no,
            score,
            list_sort(list_filter(query_words(words), lambda word, nth: matched & (cast(1 as bigint) << (least(nth, 62) - 1)) <> 0)) as found
        from best
    )
    select
        n.score,
        n.found,
        (select count(*) from scores) as n_found,
        c.* exclude (place)
    from named as n
    join v_comments as c using (comment_no)
    order by
        n.score desc,
        c.comment_no;

comment on macro table search is '按词查找，最相关的在前（BM25，k1=1.2，b=0.75）：search(用空格隔开的词)，默认给出最相关的 20 条，要更多写 search(词, most := 200)；列为 score 相关度、found 找到的词、n_found 一共找到多少条，其余同 v_comments；要对全部找到的意见计数，用 containing(词)；受限意见查不到';
