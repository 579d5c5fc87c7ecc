-- 问：每条意见里依次有哪些词？

create view v_words as
select
    comment_id,
    comment_no,
    place,
    word
from (
    select
        comment_id,
        comment_no,
        unnest(words) as word,
        generate_subscripts(words, 1) as place
    from (
        select
            comment_id,
            comment_no,
            word_list(token_text) as words
        from comments
        where token_text is not null
    )
)
where is_word(word);

comment on view v_words is '词：每条意见的每个词一行，只取两字以上的中文词和英文词（小写），不含脱敏标记；受限意见没有';
comment on column v_words.comment_id is '意见编号';
comment on column v_words.comment_no is '意见序号，用来与 comments 连接';
comment on column v_words.place is '在该意见各词中的位置，从 1 起；标点也占一位，一处脱敏标记占一位';
comment on column v_words.word is '词';
