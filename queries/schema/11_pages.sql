-- 问：与本库同时写出的页面是哪一份？

create table pages (
    page_hash varchar not null,
    made_hash varchar not null
);

comment on table pages is '页面：与本库同时写出的看板，一行；据此判断重新运行时是否须重画';
comment on column pages.page_hash is '页面文件的 SHA-256，十六进制';
comment on column pages.made_hash is '程序文件与页面选项的 SHA-256，十六进制';
