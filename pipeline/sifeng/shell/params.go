package shell

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"sort"
	"strings"

	"sifeng/queries"
	"sifeng/reports/export"
)

// values reads k=v parameters; names of units become their codes.
func (s *Shell) values(ctx context.Context, q queries.Query, params []string) (map[string]string, error) {
	values := map[string]string{}
	for _, p := range params {
		k, v, ok := strings.Cut(p, "=")
		if !ok {
			return nil, fmt.Errorf(s.Say("参数 %q：要写成 名=值，如 top=10", "parameter %q: want name=value, such as top=10"), p)
		}
		if _, twice := values[k]; twice {
			return nil, fmt.Errorf(s.Say("参数 %s 给了两次", "parameter %s is given twice"), k)
		}
		values[k] = v
	}
	for _, p := range q.Params {
		v, given := values[p.Name]
		if !given || !p.IsUnit() || v == "none" && p.TakesNone() {
			continue
		}
		code, err := s.unit(ctx, p, strings.TrimSpace(v))
		if err != nil {
			return nil, err
		}
		values[p.Name] = code
	}
	return values, nil
}

// unitsNamed gives what units are called, codes among it: kind and code of each.
const unitsNamed = `
select unit_kind, unit_code, name from unit_names
union all
select 'township', code, code from townships
union all
select 'department', code, code from departments`

// unit gives the code of the unit that a value names.
func (s *Shell) unit(ctx context.Context, p queries.Param, value string) (string, error) {
	var codes, names []string
	err := s.ask(ctx, unitsNamed, func(_ context.Context, rows *sql.Rows) error {
		defer rows.Close()
		for rows.Next() {
			var kind, code, name string
			if err := rows.Scan(&kind, &code, &name); err != nil {
				return err
			}
			if p.Type != queries.Unit && !strings.EqualFold(p.Type, kind) {
				continue
			}
			if name == value && !slices.Contains(codes, code) {
				codes = append(codes, code)
			}
			if name != code {
				names = append(names, name)
			}
		}
		return rows.Err()
	})
	switch {
	case err != nil:
		return "", fmt.Errorf("%s: %w", s.Say("查单位名称", "look up the name of a unit"), err)
	case len(codes) == 1:
		return codes[0], nil
	case len(codes) > 1:
		return "", fmt.Errorf(s.Say("参数 %s：%q 不止一个单位，请给代码：%s", "parameter %s: %q is more than one unit, give a code: %s"), p.Name, value, strings.Join(codes, " "))
	}
	what := map[string]string{queries.Township: s.Say("乡镇", "township"), queries.Department: s.Say("部门", "department"), queries.Unit: s.Say("单位", "unit")}[p.Type]
	return "", fmt.Errorf(s.Say("参数 %s：没有叫 %q 的%s%s", "parameter %s: %q is no %s%s"), p.Name, value, what, s.alike(value, names))
}

// alike ends the error about an unknown unit: with the names that share most characters with it, or with the command that lists all.
func (s *Shell) alike(wrong string, names []string) string {
	type candidate struct {
		name          string
		shared, extra int
	}
	var found []candidate
	for _, name := range names {
		c := candidate{name: name, extra: len([]rune(name))}
		for _, r := range wrong {
			if strings.ContainsRune(name, r) && !strings.ContainsRune("乡镇县局所办中心", r) {
				c.shared++
			}
		}
		if c.shared > 0 {
			found = append(found, c)
		}
	}
	sort.Slice(found, func(i, j int) bool {
		a, b := found[i], found[j]
		if a.shared != b.shared {
			return a.shared > b.shared
		}
		if a.extra != b.extra {
			return a.extra < b.extra
		}
		return a.name < b.name
	})
	if len(found) == 0 {
		return s.Say("；sifeng query townships_ranked、departments_ranked 列出全部", "; sifeng query townships_ranked and departments_ranked list them")
	}
	var near []string
	for _, c := range found[:min(len(found), 5)] {
		near = append(near, c.name)
	}
	return s.Say("；相近的有 ", "; names like it: ") + strings.Join(near, s.Say("、", ", "))
}

// defaults says which values were taken for the parameters that were not given, those that limit nothing left out.
func (s *Shell) defaults(ctx context.Context, q queries.Query, given map[string]string) (string, error) {
	var parts []string
	for _, p := range q.Params {
		if _, ok := given[p.Name]; ok || p.Default == "" {
			continue
		}
		var value sql.NullString
		err := s.ask(ctx, "select cast(cast("+p.Default+" as "+p.SQLType()+") as varchar)", func(_ context.Context, rows *sql.Rows) error {
			defer rows.Close()
			for rows.Next() {
				if err := rows.Scan(&value); err != nil {
					return err
				}
			}
			return rows.Err()
		})
		if err != nil {
			return "", fmt.Errorf("%s %s: %w", s.Say("查默认值", "look up the default of"), p.Name, err)
		}
		if value.Valid {
			parts = append(parts, p.Name+"="+export.Lines(value.String))
		}
	}
	if len(parts) == 0 {
		return "", nil
	}
	return s.Say("参数用了默认值：", "defaults taken: ") + strings.Join(parts, s.Say("，", ", ")), nil
}
