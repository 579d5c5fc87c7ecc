-- 问：每周每个问题有多少条，占当周多少？

create view v_weekly as
with bounds as (
    select
        min(week_of(received_at)) as first_week,
        max(week_of(received_at)) as last_week
    from comments
),
weeks as (
    select
        cast(unnest(generate_series(first_week, last_week, interval 7 day)) as date) as week
    from bounds
),
totals as (
    select
        week_of(received_at) as week,
        count(*) as n_week
    from comments
    group by 1
),
counts as (
    select
        week_of(c.received_at) as week,
        t.wind,
        t.problem,
        count(distinct c.comment_id) as n,
        count(distinct c.submitter_key) as n_submitters
    from tags as t
    join comments as c using (comment_id)
    where c.received_at is not null
    group by grouping sets ((1, t.wind), (1, t.wind, t.problem))
),
series as (
    select axis, wind, problem, name_zh as problem_name, official_rank
    from problems
    union all
    select axis, wind, null, name_zh || '（合计）', 0
    from winds
)
select
    w.week,
    w.week + 6 as week_end,
    s.axis,
    g.name_zh as wind_name,
    s.problem_name,
    coalesce(n.n, 0) as n,
    coalesce(n.n_submitters, 0) as n_submitters,
    coalesce(t.n_week, 0) as n_week,
    coalesce(n.n, 0) / nullif(t.n_week, 0) as share,
    s.wind,
    s.problem
from weeks as w
cross join series as s
join winds as g on g.wind = s.wind
left join totals as t on t.week = w.week
left join counts as n on n.week = w.week
    and n.wind = s.wind
    and n.problem is not distinct from s.problem;

comment on view v_weekly is '每周：每周每个问题的条数，没有的周为 0；时间未知的意见不计';
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
