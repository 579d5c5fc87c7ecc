-- 问：每周每个问题有多少条，占当周多少？

create view v_weekly as
with dated as (
    select
        comment_no,
        submitter_key,
        week_of(received_at) as week
    from comments
    where received_at is not null
),
weeks as (
    select
        cast(unnest(generate_series(min(week), max(week), interval 7 day)) as date) as week
    from dated
),
totals as (
    select
        week,
        count(*) as n_week
    from dated
    group by week
),
problem_counts as (
    select
        d.week,
        t.problem,
        count(*) as n,
        count(distinct d.submitter_key) as n_submitters
    from tags as t
    join dated as d using (comment_no)
    group by
        d.week,
        t.problem
),
wind_counts as (
    select
        d.week,
        t.wind,
        count(distinct t.comment_no) as n,
        count(distinct d.submitter_key) as n_submitters
    from tags as t
    join dated as d using (comment_no)
    group by
        d.week,
        t.wind
),
counts as (
    select
        w.week,
        p.axis,
        p.wind,
        p.problem,
        p.name_zh as problem_name,
        n.n,
        n.n_submitters
    from weeks as w
    cross join problems as p
    left join problem_counts as n on n.week = w.week and n.problem = p.problem
    union all
    select
        w.week,
        g.axis,
        g.wind,
        null as problem,
        g.name_zh || '（合计）' as problem_name,
        n.n,
        n.n_submitters
    from weeks as w
    cross join winds as g
    left join wind_counts as n on n.week = w.week and n.wind = g.wind
)
select
    c.week,
    c.week + 6 as week_end,
    c.axis,
    g.name_zh as wind_name,
    c.problem_name,
    coalesce(c.n, 0) as n,
    coalesce(c.n_submitters, 0) as n_submitters,
    coalesce(t.n_week, 0) as n_week,
    coalesce(c.n, 0) / nullif(t.n_week, 0) as share,
    c.wind,
    c.problem
from counts as c
join winds as g on g.wind = c.wind
left join totals as t on t.week = c.week;

comment on view v_weekly is '每周：每周每个问题的条数，没有的周为 0；时间未知的意见不计；各问题之外，每风（每组）另有一行合计，problem 为空：一条意见可有几个问题，各行不能相加';
comment on column v_weekly.week is '这一周的周一';
comment on column v_weekly.week_end is '这一周的周日';
comment on column v_weekly.axis is '所在的轴：winds 四风，topics 专项治理主题';
comment on column v_weekly.wind_name is '哪一风或哪一组主题（名称）';
comment on column v_weekly.problem_name is '问题名称；带（合计）的是整风或整组';
comment on column v_weekly.n is '反映此问题的意见（条）';
comment on column v_weekly.n_submitters is '其中不同提意见人（人），未知者不计';
comment on column v_weekly.n_week is '这一周的全部意见（条）';
comment on column v_weekly.share is '占当周全部意见的比例，0 至 1；当周没有意见时为空';
comment on column v_weekly.wind is '哪一风或哪一组主题（代码）';
comment on column v_weekly.problem is '问题代码；空表示整风（整组）合计';
