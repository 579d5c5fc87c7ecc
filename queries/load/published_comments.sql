-- 问：已发布的库里每条意见的原样（受限意见带上文字）？
-- Q: What does the published database hold of each comment, restricted texts joined in?
-- 口径：published_texts 是受限库的文字，没有受限库时为空表。
-- param: from_row INTEGER default 0 第一行的行号（含）
-- param: to_row INTEGER default 2147483647 最后一行的行号（不含）

select
    c.comment_id,
    c.text_key,
    c.source_id,
    c.row_no,
    coalesce(c.native_id, '') as native_id,
    c.received_at,
    coalesce(c.channel, '') as channel,
    coalesce(c.title, r.title) as title,
    coalesce(c.text, r.text) as text,
    coalesce(r.township_written, c.township_written, '') as township_written,
    coalesce(r.department_written, c.department_written, '') as department_written,
    c.votes_up,
    c.votes_down,
    coalesce(c.submitter_key, '') as submitter_key,
    coalesce(c.parent_id, '') as parent_id,
    c.answered_at,
    coalesce(r.answered_by, c.answered_by, '') as answered_by
from published.comments as c
left join published_texts as r on r.comment_id = c.comment_id
where c.rowid >= $from_row
  and c.rowid < $to_row
  and c.source_id in (select source_id from temp.wanted_sources)
order by c.rowid;
