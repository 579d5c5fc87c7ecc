-- 问：乡镇和部门是怎样识别出来的？
-- Q: How were township and department found?
-- column: unit_kind 单位种类
-- column: how 识别方式
-- column: n 意见（条）
-- column: share 占比（%）

with found as (
    select
        1 as place,
        '乡镇' as unit_kind,
        township_how as how
    from comments
    union all
    select
        2,
        '部门',
        department_how
    from comments
)
select
    unit_kind,
    case how
        when 'field' then '文件中的列'
        when 'blamed' then '被反映'
        when 'station' then '乡镇站所'
        when 'named' then '点名'
        when 'village' then '由村名'
        when 'praised' then '受表扬'
        when 'asked' then '被请求'
        when 'told' then '曾向其反映'
        when 'own' then '反映人自己的单位'
        when 'weak' then '弱线索'
        else '未识别'
    end as how,
    count(*) as n,
    round(100.0 * count(*) / sum(count(*)) over (partition by unit_kind), 1) as share
from found
group by
    place,
    unit_kind,
    how
order by
    place,
    n desc,
    how;
