-- 问：哪些受限意见在主库里还有文字（单位栏里登记之外的话也算），或哪些普通意见没有文字？
-- Q: Which restricted comments still have text in the main database, or which others have none?
-- column: comment_id 意见编号

select comment_id
from comments
where restricted = (title is not null)
   or restricted = (text is not null)
   or restricted = (token_text is not null)
   or (
       restricted
       and (
           regexp_replace(township_written, '^承办单位：', '') not in (select name from unit_names)
           or regexp_replace(department_written, '^承办单位：', '') not in (select name from unit_names)
           or regexp_replace(answered_by, '^承办单位：', '') not in (select name from unit_names)
       )
   )
order by comment_id;
