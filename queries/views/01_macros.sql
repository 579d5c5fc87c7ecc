-- 问：怎样按词查找、按问题筛选、按周取数、按人口折算？

create macro week_of(moment) as
    cast(date_trunc('week', moment) as date);

comment on macro week_of is '某时间所在周的周一（ISO 周）';

create macro per_10k(n, township) as (
    select
        n * 10000.0 / any_value(t.population)
    from townships as t
    where t.code = township
        or t.name = township
);

comment on macro per_10k is '每万人条数：per_10k(条数, 乡镇代码或名称)；人口不掌握时为空';

create macro kind_name(kind, no_opinion) as
    case
        when no_opinion then '无意见'
        when kind = 'complaint' then '投诉求助'
        when kind = 'suggestion' then '建议'
        when kind = 'inquiry' then '咨询'
        when kind = 'praise' then '表扬'
    end;

comment on macro kind_name is '诉求类型的中文名';

create macro status_name(status) as
    case status
        when 'new' then '新收'
        when 'triaged' then '已梳理'
        when 'reported' then '已报县委'
        when 'published' then '已公示'
        when 'assigned' then '已分派'
        when 'in_progress' then '整改中'
        when 'done' then '自报完成'
        when 'verified' then '已验收'
        when 'closed' then '已销号'
        when 'reopened' then '复号'
        when 'long_term' then '分期整改'
        when 'transferred' then '已移送'
        when 'not_accepted' then '不受理'
        when 'merged' then '已并入'
    end;

comment on macro status_name is '整改状态的中文名';

create macro keyness(n, size, other_n, other_size) as
    case
        when n / size > other_n / other_size then 1
        else -1
    end * 2 * (
        case when n > 0 then n * ln(n * (size + other_size) / (size * (n + other_n))) else 0 end
        + case when other_n > 0 then other_n * ln(other_n * (size + other_size) / (other_size * (n + other_n))) else 0 end
    );

comment on macro keyness is '关键度（对数似然比）：keyness(本方次数, 本方总词数, 他方次数, 他方总词数)；正为本方偏多，负为偏少，绝对值大于 10.83 相当于 p<0.001';

create macro is_word(word) as
    length(word) >= 2
    and (
        (word >= '一' and word < '龦')
        or (word >= 'a' and word < '{')
    );

comment on macro is_word is '是否两字以上的中文词或英文词（小写）';

create macro word_list(token_text) as
    string_split(lower(regexp_replace(token_text, '〔 [^〕]*〕', '〔〕', 'g')), ' ');

comment on macro word_list is '分词结果 token_text 换成词的列表，英文小写，一处脱敏标记算一个词';
