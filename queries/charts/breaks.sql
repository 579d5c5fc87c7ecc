-- 问：走势图的时段内有哪些断点，使前后不能直接相比？
-- Q: Which breaks lie within the weeks of the charts, across which counts cannot be compared as they are?
-- 口径：近26期内：新开的渠道（第一条意见在第三期及以后）、换了词典的运行（按其截止日期；全部意见已按新词典重判）、其间没有意见的期。
-- param: window_start DATE default (report_week() - 175) 近26期首日
-- param: as_of DATE default (select as_of from runs order by seq desc limit 1) 截止日期
-- param: grain VARCHAR default 'week' 按周 week 或按月 month
-- column: kind 种类
-- column: begins 时段首日
-- column: day 日期
-- column: name 内容
-- column: periods 连续几期

with counted as (
    select cast(date_trunc($grain, received_at) as date) as begins
    from comments
    where received_at >= $window_start
      and received_at < $as_of + interval 1 day
    group by all
), periods as (
    select cast(unnest(generate_series(
        (select cast(min(begins) as timestamp) from counted),
        (select cast(max(begins) as timestamp) from counted),
        cast('1 ' || $grain as interval)
    )) as date) as begins
), numbered as (
    select begins, row_number() over (order by begins) as place
    from periods
), silent as (
    select n.begins, n.place - row_number() over (order by n.begins) as gap
    from numbered n
    anti join counted c using (begins)
), opened as (
    select r.name, cast(min(c.received_at) as date) as day
    from comments c
    join channels r on r.code = c.channel
    group by r.name
), versions as (
    select as_of as day, dict_hash, lag(dict_hash) over (order by seq) as dict_before
    from runs
)
select '新开渠道' as kind, cast(date_trunc($grain, day) as date) as begins, day, name, null as periods
from opened
where day >= (select min(begins) from counted) + 2 * cast('1 ' || $grain as interval)
  and day <= $as_of
  and day >= $window_start
union all
select '换词典', cast(date_trunc($grain, day) as date), day, '词典 ' || left(dict_hash, 12), null
from versions
where dict_hash <> dict_before
  and day >= $window_start
  and day <= $as_of
union all
select '没有意见', min(begins), min(begins), '可能缺报', count(*)
from silent
group by gap
order by day, kind, name
