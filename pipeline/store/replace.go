package store

import (
	"context"
	"maps"
	"slices"

	"sifeng/pipeline/comment"
)

// replacements are comments whose old versions are to be deleted before the new ones are added. The new ones wait, because rows of
// the old version may still be on their way to the tables.
type replacements struct {
	ids  map[string]bool
	slot map[string]int       // where the newest version waits
	wait []*comment.Annotated // nil: given up for a newer version
}

// replaceAtOnce bounds how many new versions wait in memory.
const replaceAtOnce = 32768

// Replace says that comments which the database may hold, copied or added, give way to the versions that are added from now on. Of
// several such versions of one comment the last stays.
func (b *Builder) Replace(ids ...string) {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	r := &b.replaced
	if r.ids == nil {
		r.ids, r.slot = map[string]bool{}, map[string]int{}
	}
	for _, id := range ids {
		r.ids[id] = true
		r.drop(id)
		b.unsettled = true
	}
}

func (r *replacements) drop(id string) {
	if at, ok := r.slot[id]; ok {
		r.wait[at] = nil
		delete(r.slot, id)
	}
}

// defers keeps c if it is a new version of a comment to be replaced.
func (r *replacements) defers(c *comment.Annotated) bool {
	if !r.ids[c.ID] {
		return false
	}
	r.drop(c.ID)
	r.slot[c.ID] = len(r.wait)
	r.wait = append(r.wait, c)
	return true
}

func (r *replacements) full() bool { return len(r.wait) >= replaceAtOnce }

// applyReplaced deletes the old versions and adds those that wait. The mutex is held.
func (b *Builder) applyReplaced(ctx context.Context) error {
	if len(b.replaced.ids) == 0 {
		return nil
	}
	if err := b.flush(ctx); err != nil {
		return err
	}
	b.words.forget()
	b.stale = true
	ids := list{"replaced", "comment_id", slices.Sorted(maps.Keys(b.replaced.ids))}
	for _, name := range []string{"delete_replaced", "delete_replaced_restricted"} {
		if err := b.load(ctx, name, ids); err != nil {
			return err
		}
	}
	wait := b.replaced.wait
	b.replaced = replacements{}
	for _, c := range wait {
		if c == nil {
			continue
		}
		if err := b.append(ctx, c); err != nil {
			return err
		}
	}
	return nil
}
