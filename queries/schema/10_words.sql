-- 问：哪个词在哪些意见里出现？

create table vocabulary (
    word_id    integer not null,
    word       varchar not null,
    n          bigint not null check (n > 0),
    n_comments bigint not null check (n_comments > 0)
);

comment on table vocabulary is '词表：全部意见用过的每个词一行；不含标点、单字虚词、脱敏标记和受限意见的词';
comment on column vocabulary.word_id is '词的编号：两字以上的中文词和英文词为正，其余（单字、数字等）为负；重建数据库时会变';
comment on column vocabulary.word is '词，英文一律小写';
comment on column vocabulary.n is '出现次数（次）';
comment on column vocabulary.n_comments is '用到它的意见（条）';

create table postings (
    word_id    integer not null,
    comment_no integer not null,
    n          utinyint not null check (n > 0)
);

comment on table postings is '词的索引：每个词在每条用到它的意见一行，按词排列，search 靠它查找';
comment on column postings.word_id is '词的编号，见 vocabulary';
comment on column postings.comment_no is '意见序号，见 comments';
comment on column postings.n is '该词在该意见中的次数（次），255 次以上记 255';

create table stop_words (
    word varchar not null
);

comment on table stop_words is '停用词：单独看不说明什么的词，列突出的词时不列；查找时照样找得到';
comment on column stop_words.word is '词';
