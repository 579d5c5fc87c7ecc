-- 问：每条意见里依次有哪些词？

create view v_words as
select
    comment_id,
    place,
    word
from (
    select
        comment_id,
        unnest(tokens) as word,
        generate_subscripts(tokens, 1) as place
    from comments
)
where length(word) >= 2
  and ((word >= '一' and word < '龦') or (word >= 'a' and word < '{'));

comment on view v_words is '词：每条意见的每个词一行，只取两字以上的中文词和英文词，不含脱敏标记；受限意见没有';
comment on column v_words.comment_id is '意见编号';
comment on column v_words.place is '在该意见分词结果中的位置，从 1 起';
comment on column v_words.word is '词';
