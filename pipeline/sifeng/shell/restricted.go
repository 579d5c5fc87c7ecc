package shell

import (
	"context"
	"database/sql"
	"fmt"
)

// restrictedView shows comments as v_comments does, with the texts that the main file lacks and the words that each tag rests on. It lives
// in the session alone.
const restrictedView = `
	create temp view v_restricted as
	select
		c.* replace (r.title as title, r.text as text),
		(
			select list(t.problem || '：' || t.evidence order by t.problem)
			from restricted.restricted_tags as t
			where t.comment_id = c.comment_id
		) as evidence
	from v_comments as c
	join restricted.restricted_comments as r using (comment_id)`

const restrictedComment = `comment on view v_restricted is '受限意见的文字：列同 v_comments，另有 evidence 标签依据；只供纪检机关'`

// ShowRestricted makes the view v_restricted, once the restricted file is attached.
func ShowRestricted(ctx context.Context, db *sql.DB) error {
	for _, statement := range []string{restrictedView, restrictedComment} {
		if _, err := db.ExecContext(ctx, statement); err != nil {
			return fmt.Errorf("show the restricted texts: %w", err)
		}
	}
	return nil
}
