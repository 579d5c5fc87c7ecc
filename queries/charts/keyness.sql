-- 问：本期哪些词比以往用得多？
-- Q: Which words are used more in this period than before?
-- 口径：按用到该词的意见条数，与此前12期相比的对数似然值；只列至少5条意见用到的汉字词，“没有”“我们”“情况”之类单独看不说明什么的停用词不列；脱敏标记和受限意见不参与。
-- param: period_start DATE default report_week() 本期首日
-- param: period_end DATE default (report_week() + 7) 本期后一日
-- param: trend_start DATE default (report_week() - 84) 近13期首日
-- column: word 词
-- column: period_comments 本期（条）
-- column: earlier_comments 以往（条）
-- column: keyness 突出程度

with placed as (
    select comment_no, received_at >= $period_start as in_period
    from comments
    where not restricted
      and received_at < $period_end
      and received_at >= $trend_start
), sizes as (
    select
        count(*) filter (where in_period) as period_size,
        count(*) filter (where not in_period) as earlier_size
    from placed
), used as (
    select
        p.word_id,
        count(*) filter (where c.in_period) as a,
        count(*) filter (where not c.in_period) as b
    from postings p
    join placed c using (comment_no)
    where p.word_id > 0
    group by p.word_id
    having a >= 5
), counted as (
    select v.word, u.a, u.b
    from used u
    join vocabulary v using (word_id)
    where length(v.word) between 2 and 8
      and regexp_matches(v.word, '^\p{Han}+$')
      and v.word not in (from stop_words)
)
select
    word,
    a as period_comments,
    b as earlier_comments,
    round(2 * (
        a * ln(a * (period_size + earlier_size) / (period_size * (a + b)))
        + case when b > 0 then b * ln(b * (period_size + earlier_size) / (earlier_size * (a + b))) else 0 end
    ), 1) as keyness
from counted, sizes
where a * earlier_size > b * period_size
order by keyness desc, word
limit 20
