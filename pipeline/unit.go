package pipeline

import (
	"context"
	"database/sql"
	"fmt"
	"slices"

	"sifeng/dict"
	"sifeng/pipeline/comment"
)

// unitCode gives the code of a township or department of a database by its code, its name or an alias of the built-in register.
func unitCode(ctx context.Context, db *sql.DB, unit string) (string, error) {
	const names = `
		select code, name, name as short from townships
		union all
		select code, name, short_name from departments`
	rows, err := db.QueryContext(ctx, names)
	if err != nil {
		return "", fmt.Errorf("read the registers: %w", err)
	}
	defer rows.Close()
	byName, codes := map[string]string{}, map[string]bool{}
	for rows.Next() {
		var code, name, short string
		if err := rows.Scan(&code, &name, &short); err != nil {
			return "", fmt.Errorf("read the registers: %w", err)
		}
		codes[code], byName[name], byName[short] = true, code, code
	}
	if err := rows.Err(); err != nil {
		return "", fmt.Errorf("read the registers: %w", err)
	}
	if codes[unit] {
		return unit, nil
	}
	if code := byName[unit]; code != "" {
		return code, nil
	}
	d, err := dict.Load("")
	if err != nil {
		return "", err
	}
	if code := aliased(d.County, unit); codes[code] {
		return code, nil
	}
	return "", comment.Say(
		"没有乡镇或部门的名称、别名或代码是“%s”；全部代码见 sifeng sql -c 'select code, name from townships union all select code, name from departments'",
		"no township and no department has the code, name or alias %q; sifeng sql -c 'select code, name from townships union all select code, name from departments' lists them",
		unit)
}

// aliased gives the code of the unit that has this alias; empty: none has.
func aliased(c dict.County, alias string) string {
	for _, t := range c.Townships {
		if slices.Contains(t.Aliases, alias) {
			return t.Code
		}
	}
	for _, u := range c.Departments {
		if slices.Contains(u.Aliases, alias) {
			return u.Code
		}
	}
	return ""
}
