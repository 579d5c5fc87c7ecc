package reports

import "fmt"

// tileMap places the townships by their relative position. No boundaries are drawn: none are published.
type tileMap struct {
	Title         string
	Width, Height int
	Tiles         []mapTile
	Legend        []legend
}

type mapTile struct {
	X, Y                    int
	Name, Count, Aria, Link string
	Class                   string
}

// NameX, NameY and CountY place the words in the tile.
func (t mapTile) NameX() int  { return t.X + 40 }
func (t mapTile) NameY() int  { return t.Y + 36 }
func (t mapTile) CountY() int { return t.Y + 60 }

const tileSize = 84 // px of the drawing, which scales with the page

func (p *page) tileMap() *tileMap {
	m := &tileMap{Title: leaderTitle(known(p.answers["townships"].rows), "short", 0, "乡镇位置与意见数")}
	var counts []int64
	for _, r := range p.answers["townships"].rows {
		if !r.null("code") {
			counts = append(counts, r.int("comments"))
		}
	}
	steps := rankSteps(counts)
	for i, s := range steps {
		m.Legend = append(m.Legend, legend{s.label + "条", fmt.Sprintf("s%d", i)})
	}
	silent := false
	for _, r := range p.answers["townships"].rows {
		row, column := int(r.int("map_row")), int(r.int("map_col"))
		if row == 0 || column == 0 {
			continue
		}
		n := r.int("comments")
		t := mapTile{
			X: (column - 1) * tileSize, Y: (row - 1) * tileSize, Name: r.text("short"), Count: count(n), Class: "s-none",
			Aria: fmt.Sprintf("%s，%s条", r.text("name"), count(n)),
		}
		t.Link = unitHash("township", r.text("code"))
		silent = silent || n == 0
		for i, s := range steps {
			if float64(n) >= s.low && (s.high == 0 || float64(n) < s.high) {
				t.Class = fmt.Sprintf("s%d", i)
			}
		}
		m.Tiles = append(m.Tiles, t)
		m.Width, m.Height = max(m.Width, column*tileSize), max(m.Height, row*tileSize)
	}
	if len(m.Tiles) == 0 {
		return nil
	}
	if silent {
		m.Legend = append([]legend{{"没有意见", "s-none"}}, m.Legend...)
	}
	return m
}
