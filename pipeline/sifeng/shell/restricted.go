package shell

import (
	"context"
	"database/sql"
	"fmt"
)

// restrictedView shows comments as v_comments does, with the words that the main file lacks and the words that each tag rests on. It lives
// in the session alone.
const restrictedView = `
	create temp view v_restricted as
	select
		c.* replace (r.title as title, r.text as text, r.answered_by as answered_by),
		(
			select list(t.problem || '：' || t.evidence order by t.problem)
			from restricted.restricted_tags as t
			where t.comment_id = c.comment_id
		) as evidence
	from v_comments as c
	join restricted.restricted_comments as r using (comment_id)`

const restrictedComment = `comment on view v_restricted is '受限意见的文字：列同 v_comments，另有 evidence 标签依据；只供纪检机关'`

// columnComments says of each column of the view what v_comments says of it.
const columnComments = `
	select format('comment on column v_restricted."{}" is ''{}''', column_name, replace(comment, '''', ''''''))
	from duckdb_columns()
	where table_name = 'v_comments'
	  and column_name not in ('title', 'text', 'answered_by')
	  and comment is not null
	union all
	values
		('comment on column v_restricted.title is ''标题，已脱敏'''),
		('comment on column v_restricted.text is ''正文，已脱敏'''),
		('comment on column v_restricted.answered_by is ''答复单位，照文件所写'''),
		('comment on column v_restricted.evidence is ''标签依据：问题代码和原文中的字句''')`

// ShowRestricted makes the view v_restricted, once the restricted file is attached.
func ShowRestricted(ctx context.Context, db *sql.DB) error {
	comments, err := oneColumn(ctx, db, columnComments)
	if err != nil {
		return fmt.Errorf("show the restricted texts: %w", err)
	}
	for _, statement := range append([]string{restrictedView, restrictedComment}, comments...) {
		if _, err := db.ExecContext(ctx, statement); err != nil {
			return fmt.Errorf("show the restricted texts: %w", err)
		}
	}
	return nil
}

// oneColumn gives the first column of a result of texts.
func oneColumn(ctx context.Context, db *sql.DB, query string) ([]string, error) {
	rows, err := db.QueryContext(ctx, query)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var values []string
	for rows.Next() {
		var v string
		if err := rows.Scan(&v); err != nil {
			return nil, err
		}
		values = append(values, v)
	}
	return values, rows.Err()
}
