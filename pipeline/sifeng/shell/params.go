package shell

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"sort"
	"strconv"
	"strings"

	"sifeng/queries"
	"sifeng/reports/export"
)

// values reads k=v parameters; names of units and problems become their codes.
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
		if given && !p.IsNamed() {
			if err := s.readable(ctx, p, v); err != nil {
				return nil, err
			}
		}
		if !given || !p.IsNamed() || v == "none" && p.TakesNone() {
			continue
		}
		code, err := s.named(ctx, p, strings.TrimSpace(v))
		if err != nil {
			return nil, err
		}
		values[p.Name] = code
	}
	return values, nil
}

// readable gives an error that names the parameter where a value is none of its type.
func (s *Shell) readable(ctx context.Context, p queries.Param, value string) error {
	if p.SQLType() == "varchar" || strings.ContainsRune(value, 0) {
		return nil // Bind tells of a zero byte
	}
	if p.SQLType() == "integer" { // which are all counts: DuckDB would round 1.5, and take -1 for a limit
		if n, err := strconv.ParseInt(strings.TrimSpace(value), 10, 32); err != nil || n < 0 {
			return fmt.Errorf(s.Say("参数 %s：%q 不是整数（0 至 2147483647）", "parameter %s: %q is not a whole number (0 to 2147483647)"), p.Name, value)
		}
		return nil
	}
	err := s.ask(ctx, "select cast("+quote(value)+" as "+p.SQLType()+")", func(_ context.Context, rows *sql.Rows) error {
		defer rows.Close()
		for rows.Next() {
		}
		return rows.Err()
	})
	if err == nil || ctx.Err() != nil {
		return err
	}
	what := map[string]string{
		"date": s.Say("日期，如 2014-05-01", "a date such as 2014-05-01"), "double": s.Say("数", "a number"), "boolean": s.Say("true 或 false", "true or false"),
	}[p.SQLType()]
	reason, _, _ := strings.Cut(err.Error(), "\n")
	return fmt.Errorf(s.Say("参数 %s：%q 不是%s（%s）", "parameter %s: %q is not %s (%s)"), p.Name, value, what, reason)
}

// register gives what the things of the registers are called, codes among it: sort, code and name of each.
const register = `
select unit_kind as sort, unit_code as code, name from unit_names
union all
select 'township', code, code from townships
union all
select 'department', code, code from departments
union all
select 'problem', problem, unnest([problem, name_zh]) from problems
union all
select 'kind', kind_name(kind, false), unnest([kind, kind_name(kind, false)])
from (select unnest(['complaint', 'suggestion', 'inquiry', 'praise']) as kind)`

// named gives the code of the unit, problem or kind that a value names.
func (s *Shell) named(ctx context.Context, p queries.Param, value string) (string, error) {
	var codes, names []string
	err := s.ask(ctx, register, func(_ context.Context, rows *sql.Rows) error {
		defer rows.Close()
		for rows.Next() {
			var sort, code, name string
			if err := rows.Scan(&sort, &code, &name); err != nil {
				return err
			}
			isUnit := sort == "township" || sort == "department"
			if !strings.EqualFold(p.Type, sort) && (p.Type != queries.Unit || !isUnit) {
				continue
			}
			if name == value && !slices.Contains(codes, code) {
				codes = append(codes, code)
			}
			if name != code || sort == "kind" {
				names = append(names, name)
			}
		}
		return rows.Err()
	})
	switch {
	case err != nil:
		return "", fmt.Errorf("%s: %w", s.Say("查名称", "look up a name"), err)
	case len(codes) == 1:
		return codes[0], nil
	case len(codes) > 1:
		return "", fmt.Errorf(s.Say("参数 %s：%q 不止一个，请给代码：%s", "parameter %s: %q is more than one, give a code: %s"), p.Name, value, strings.Join(codes, " "))
	}
	what := map[string]string{
		queries.Township: s.Say("乡镇", "township"), queries.Department: s.Say("部门", "department"), queries.Unit: s.Say("单位", "unit"),
		queries.Problem: s.Say("问题", "problem"), queries.Kind: s.Say("诉求类型", "kind"),
	}[p.Type]
	return "", fmt.Errorf(s.Say("参数 %s：没有叫 %q 的%s%s", "parameter %s: %q is no %s%s"), p.Name, value, what, s.alike(p, value, names))
}

// alike ends the error about an unknown name: with the names that share most characters with it, or with the command that lists all.
func (s *Shell) alike(p queries.Param, wrong string, names []string) string {
	type candidate struct {
		name          string
		shared, extra int
	}
	var found []candidate
	for _, name := range names {
		c := candidate{name: name, extra: len([]rune(name))}
		for _, r := range wrong {
			if strings.ContainsRune(name, r) && !strings.ContainsRune("乡镇县局所办中心与、", r) {
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
	switch {
	case p.Type == queries.Kind:
		return s.Say("；有 ", "; there are ") + strings.Join(names, s.Say("、", ", "))
	case len(found) == 0 && p.Type == queries.Problem:
		return s.Say("；sifeng query problems_ranked、topics_ranked 列出全部", "; sifeng query problems_ranked and topics_ranked list them")
	case len(found) == 0:
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
