-- 问：每个突出问题由谁整改、到哪一步、超期没有？

create view v_rectification as
with written as (
    select
        issue_no,
        unnest(codes) as code,
        generate_subscripts(codes, 1) as place
    from rectifications
),
named as (
    select
        c.issue_no,
        list(coalesce(p.name_zh, g.name_zh, c.code) order by c.place) as problem_names
    from written as c
    left join problems as p on p.problem = c.code
    left join winds as g on g.wind = c.code
    group by c.issue_no
)
select
    r.issue_no,
    r.problem,
    coalesce(n.problem_names, []) as problem_names,
    r.n,
    w.name as township,
    coalesce(d.short_name, lw.name, r.lead) as lead,
    r.co_lead,
    r.responsible,
    r.nature,
    status_name(r.status) as status_name,
    r.progress,
    r.opened_at,
    r.deadline,
    r.closed_at,
    r.status not in ('closed', 'transferred', 'not_accepted', 'merged') as is_open,
    is_open and coalesce(r.deadline < run.as_of, false) as overdue,
    case when overdue then date_diff('day', r.deadline, run.as_of) end as days_overdue,
    date_diff('day', r.opened_at, coalesce(r.closed_at, run.as_of)) as days_taken,
    r.satisfaction,
    r.measures,
    r.evidence,
    r.reopen_reason,
    r.long_term,
    r.status,
    r.lead_code,
    r.township_code
from rectifications as r
left join named as n on n.issue_no = r.issue_no
left join townships as w on w.code = r.township_code
left join departments as d on d.code = r.lead_code
left join townships as lw on lw.code = r.lead_code
cross join v_run as run;

comment on view v_rectification is '整改一览：每个突出问题一行，由谁牵头、到哪一步、是否超期';
comment on column v_rectification.issue_no is '台账编号';
comment on column v_rectification.problem is '问题概括';
comment on column v_rectification.problem_names is '问题名称的列表';
comment on column v_rectification.n is '去重后的份数（份）';
comment on column v_rectification.township is '涉及乡镇；不明时为空';
comment on column v_rectification.lead is '牵头责任单位';
comment on column v_rectification.co_lead is '配合单位';
comment on column v_rectification.responsible is '责任领导和责任人（公职身份）';
comment on column v_rectification.nature is '性质：立行立改、限期整改、长期、不受理';
comment on column v_rectification.status_name is '状态（名称）';
comment on column v_rectification.progress is '进展（%），0 至 100';
comment on column v_rectification.opened_at is '登记日期';
comment on column v_rectification.deadline is '整改时限';
comment on column v_rectification.closed_at is '销号日期；未销号时为空';
comment on column v_rectification.is_open is '是否未了：除已销号、移送、不受理、并入外都算未了';
comment on column v_rectification.overdue is '是否超期：未了且时限早于截止日期';
comment on column v_rectification.days_overdue is '超期天数（天）；未超期时为空';
comment on column v_rectification.days_taken is '用时（天）：登记到销号，未销号的到截止日期';
comment on column v_rectification.satisfaction is '群众评议：满意、基本满意、不满意、未联系上';
comment on column v_rectification.measures is '整改措施';
comment on column v_rectification.evidence is '完成情况与佐证';
comment on column v_rectification.reopen_reason is '未销原因或复号原因';
comment on column v_rectification.long_term is '长效机制';
comment on column v_rectification.status is '状态（代码）';
comment on column v_rectification.lead_code is '牵头责任单位代码';
comment on column v_rectification.township_code is '乡镇代码';
