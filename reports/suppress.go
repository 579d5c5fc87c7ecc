package reports

import "strconv"

// smallCell is the number of comments under which a cell is not published.
const smallCell = 5

// withheld stands for a cell that is not published, whether it is small or hides a small one.
const withheld = "＊"

// guarded is one count of an edition that leaves the office.
type guarded struct {
	n      int64
	hidden bool
	known  bool // a reader may know that it is 0, such as that no comment is undated
}

func (g *guarded) String() string {
	if g == nil || g.hidden {
		return withheld
	}
	return strconv.FormatInt(g.n, 10)
}

// protection decides which cells of all tables of an edition are hidden, at once, so that no table tells what another hides.
type protection struct {
	cells   []*guarded
	lines   [][]*guarded
	tables  [][][]*guarded
	implied map[*guarded][]*guarded
}

// cell adds a count that would be shown.
func (p *protection) cell(n int64) *guarded {
	g := &guarded{n: n, hidden: n < smallCell}
	p.cells = append(p.cells, g)
	return g
}

// unseen adds a count that is shown nowhere but that a total less its parts would give, such as that of undated comments.
func (p *protection) unseen(n int64) *guarded {
	g := p.cell(n)
	g.hidden, g.known = true, n == 0
	return g
}

// line says that the sum of the cells is or may be known.
func (p *protection) line(cells []*guarded) { p.lines = append(p.lines, cells) }

// table says that the sums of all rows and of all columns are or may be known. The rows have one length.
func (p *protection) table(rows [][]*guarded) {
	for _, row := range rows {
		p.line(row)
	}
	for j := 0; len(rows) > 0 && j < len(rows[0]); j++ {
		var column []*guarded
		for _, row := range rows {
			column = append(column, row[j])
		}
		p.line(column)
	}
	p.tables = append(p.tables, rows)
}

// hides says that where the first is hidden the others are.
func (p *protection) hides(first *guarded, others ...*guarded) {
	if p.implied == nil {
		p.implied = map[*guarded][]*guarded{}
	}
	p.implied[first] = append(p.implied[first], others...)
}

// settle hides cells until in every line those that are hidden sum to 0 or to at least smallCell. A cell of 1 to 4 is then never the only one
// hidden in its line, and what the line's total leaves for the hidden ones is no small count. In a table the cell must also be free to be one
// more or one less with all sums kept. The smallest cell that is shown goes first.
func (p *protection) settle() {
	for p.imply() || p.settleLines() || p.settleTables() {
	}
}

func (p *protection) imply() (moved bool) {
	for _, g := range p.cells {
		if !g.hidden {
			continue
		}
		for _, other := range p.implied[g] {
			moved = moved || !other.hidden
			other.hidden = true
		}
	}
	return moved
}

func (p *protection) settleLines() (moved bool) {
	for _, cells := range p.lines {
		for {
			var sum int64
			for _, g := range cells {
				if g.hidden {
					sum += g.n
				}
			}
			if sum == 0 || sum >= smallCell || !hideSmallest(cells) {
				break
			}
			moved = true
		}
	}
	return moved
}

// hideSmallest hides the smallest cell that is shown, if any is.
func hideSmallest(cells []*guarded) bool {
	var smallest *guarded
	for _, g := range cells {
		if !g.hidden && (smallest == nil || g.n < smallest.n) {
			smallest = g
		}
	}
	if smallest != nil {
		smallest.hidden = true
	}
	return smallest != nil
}

func (p *protection) settleTables() bool {
	for _, rows := range p.tables {
		for i, row := range rows {
			for j, g := range row {
				if g.n == 0 || g.n >= smallCell || movable(rows, i, j) {
					continue
				}
				around := append([]*guarded(nil), row...)
				for _, other := range rows {
					around = append(around, other[j])
				}
				if hideSmallest(around) {
					return true
				}
				for _, other := range rows {
					if hideSmallest(other) {
						return true
					}
				}
			}
		}
	}
	return false
}

// movable says whether the hidden cell may be one more or one less with all sums of the table and all that is shown kept: whether a closed path of
// hidden cells leads from it along rows and columns in turn, on which every cell that would be one less is at least 1.
func movable(rows [][]*guarded, row, column int) bool {
	type step struct {
		i, j     int
		alongRow bool
	}
	for _, sign := range []int{-1, 1} {
		if sign < 0 && rows[row][column].n == 0 {
			continue
		}
		seen := map[step]bool{}
		next := []step{{row, column, true}}
		for len(next) > 0 {
			s := next[len(next)-1]
			next = next[:len(next)-1]
			if seen[s] {
				continue
			}
			seen[s] = true
			free := func(i, j, sign int) bool {
				return rows[i][j].hidden && !rows[i][j].known && (sign > 0 || rows[i][j].n > 0)
			}
			if s.alongRow {
				for j := range rows[s.i] {
					if j != s.j && (s.i != row || j != column) && free(s.i, j, -sign) {
						next = append(next, step{s.i, j, false})
					}
				}
				continue
			}
			for i := range rows {
				if i == s.i {
					continue
				}
				if i == row && s.j == column {
					return true
				}
				if free(i, s.j, sign) {
					next = append(next, step{i, s.j, true})
				}
			}
		}
	}
	return false
}

// pair adds a count and what its whole leaves; each hides the other.
func (p *protection) pair(n, whole int64) (part, rest *guarded) {
	part, rest = p.cell(n), p.cell(whole-n)
	p.hides(part, rest)
	p.hides(rest, part)
	return part, rest
}
