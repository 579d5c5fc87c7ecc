-- 问：符合所选条件的意见有多少条，分布如何？
-- Q: How many comments meet the chosen conditions, and how do they spread?
-- 口径：一条意见归一个乡镇、一个部门、一个渠道、一个类型，可计入几个问题；更早指走势图26期之前；受限意见计入。
-- param: township TOWNSHIP default null 乡镇代码或名称；none 未识别；空：不限
-- param: department DEPARTMENT default null 部门代码或名称；none 未识别；空：不限
-- param: problem VARCHAR default null 问题代码，或一风的代码，或 winds 四风任一；空：不限
-- param: channel VARCHAR default null 渠道代码；none 未知；空：不限
-- param: kind VARCHAR default null 诉求类型；none 无意见；空：不限
-- param: period VARCHAR default null 时段首日，或 earlier 更早、later 截止日之后、none 时间不明；空：不限
-- param: window_start DATE default (report_week() - 175) 近26期首日
-- param: as_of DATE default (select as_of from runs order by seq desc limit 1) 截止日期
-- param: grain VARCHAR default 'week' 按周 week 或按月 month
-- column: dimension 分项
-- column: code 代码
-- column: comments 意见（条）

with coded as (
    select
        comment_no,
        case
            when received_at is null then 'none'
            when received_at < $window_start then 'earlier'
            when received_at >= $as_of + interval 1 day then 'later'
            else strftime(date_trunc($grain, received_at), '%Y-%m-%d')
        end as period,
        coalesce(township_code, 'none') as township,
        coalesce(department_code, 'none') as department,
        coalesce(channel, 'none') as channel,
        coalesce(kind, 'none') as kind
    from comments
), chosen as (
    select *
    from coded
    where ($period is null or period = $period)
      and ($township is null or township = $township)
      and ($department is null or department = $department)
      and ($channel is null or channel = $channel)
      and ($kind is null or kind = $kind)
      and ($problem is null or comment_no in (
          select comment_no
          from tags
          where axis = 'winds'
            and (problem = $problem or wind = $problem or $problem = 'winds' and wind <> 'other')
      ))
), tagged as (
    select t.comment_no, t.wind, t.problem
    from tags t
    semi join chosen using (comment_no)
    where t.axis = 'winds'
)
select 'total' as dimension, '' as code, count(*) as comments from chosen
union all
select 'period', period, count(*) from chosen group by period
union all
select 'township', township, count(*) from chosen group by township
union all
select 'department', department, count(*) from chosen group by department
union all
select 'channel', channel, count(*) from chosen group by channel
union all
select 'kind', kind, count(*) from chosen group by kind
union all
select 'problem', problem, count(*) from tagged group by problem
union all
select 'problem', wind, count(distinct comment_no) from tagged group by wind
union all
select 'problem', 'winds', count(distinct comment_no) from tagged where wind <> 'other' having count(*) > 0
order by dimension, comments desc, code
