package pipeline

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"golang.org/x/sync/errgroup"

	"sifeng/pipeline/comment"
	"sifeng/pipeline/hotspot"
	"sifeng/pipeline/store"
	"sifeng/queries"
)

// dataPeriod is the time that the comments span and the days that the hotspots cover.
type dataPeriod struct {
	first, last time.Time // days of the earliest and latest comment; zero: no comment has a date
	from, to    time.Time // days, both included, that hotspots cover
	asOf        time.Time
}

func (p *dataPeriod) read(ctx context.Context, b *store.Builder, c Config) error {
	rows, err := b.Query(ctx, "select min(received_at)::date, max(received_at)::date from comments")
	if err != nil {
		return fmt.Errorf("read the period of the comments: %w", err)
	}
	defer rows.Close()
	var first, last sql.NullTime
	for rows.Next() {
		if err := rows.Scan(&first, &last); err != nil {
			return fmt.Errorf("read the period of the comments: %w", err)
		}
	}
	if err := rows.Err(); err != nil {
		return fmt.Errorf("read the period of the comments: %w", err)
	}
	p.first, p.last = first.Time, last.Time
	p.from, p.to, p.asOf = c.From, c.To, c.AsOf
	if p.from.IsZero() {
		p.from = p.first
	}
	if p.to.IsZero() {
		p.to = p.last
	}
	if p.asOf.IsZero() {
		p.asOf = p.last
	}
	return nil
}

// standOut computes the tables hotspots and surges.
func (r *run) standOut(ctx context.Context) error {
	var counts []hotspot.Count
	var totals []hotspot.Total
	var weekCounts []hotspot.WeekCount
	var weekTotals []hotspot.WeekTotal
	group, within := errgroup.WithContext(ctx) // a query of few comments keeps one core busy
	for _, q := range []struct {
		name string
		scan func(*sql.Rows) error
	}{
		{"hotspot_counts", func(rows *sql.Rows) error {
			var c hotspot.Count
			var problem sql.NullString
			err := rows.Scan(&c.UnitKind, &c.Unit, &c.Axis, &c.Wind, &problem, &c.N, &c.NDistinct)
			c.Problem = problem.String
			counts = append(counts, c)
			return err
		}},
		{"unit_totals", func(rows *sql.Rows) error {
			var t hotspot.Total
			var population sql.NullInt64
			err := rows.Scan(&t.UnitKind, &t.Unit, &t.N, &t.NDistinct, &population)
			t.Population = int(population.Int64)
			totals = append(totals, t)
			return err
		}},
		{"surge_counts", func(rows *sql.Rows) error {
			var c hotspot.WeekCount
			var problem sql.NullString
			err := rows.Scan(&c.Week, &c.UnitKind, &c.Unit, &c.Axis, &c.Wind, &problem, &c.N, &c.NDistinct)
			c.Problem = problem.String
			weekCounts = append(weekCounts, c)
			return err
		}},
		{"week_totals", func(rows *sql.Rows) error {
			var t hotspot.WeekTotal
			var population sql.NullInt64
			err := rows.Scan(&t.Week, &t.UnitKind, &t.Unit, &t.N, &t.NDistinct, &population)
			t.Population = int(population.Int64)
			weekTotals = append(weekTotals, t)
			return err
		}},
	} {
		group.Go(func() error {
			if err := r.compute(within, q.name, q.scan); err != nil {
				return fmt.Errorf("count for hotspots: %s: %w", q.name, err)
			}
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		return err
	}
	period := hotspot.Period{Start: r.period.from, End: r.period.to}
	var hotspots, surges []hotspot.Row
	var counting errgroup.Group
	counting.Go(func() (err error) {
		if hotspots, err = hotspot.Hotspots(counts, totals, period); err != nil {
			return fmt.Errorf("compute hotspots: %w", err)
		}
		return nil
	})
	counting.Go(func() (err error) {
		if r.period.from.IsZero() {
			return nil
		}
		if surges, err = hotspot.Surges(weekCounts, weekTotals, period); err != nil {
			return fmt.Errorf("compute surges: %w", err)
		}
		return nil
	})
	if err := counting.Wait(); err != nil {
		return err
	}
	for _, h := range hotspots {
		if h.Flagged && h.Axis == comment.AxisWinds && h.Problem != "" {
			r.summary.Flagged++
		}
	}
	if err := r.builder.AddHotspots(ctx, hotspotRows(hotspots)); err != nil {
		return fmt.Errorf("store hotspots: %w", err)
	}
	if err := r.builder.AddSurges(ctx, hotspotRows(surges)); err != nil {
		return fmt.Errorf("store surges: %w", err)
	}
	return nil
}

// compute runs one query of queries/compute over the period that was asked for.
func (r *run) compute(ctx context.Context, name string, scan func(*sql.Rows) error) error {
	q, err := queries.Compute(name)
	if err != nil {
		return err
	}
	rows, err := r.builder.Query(ctx, q.SQL, sql.Named("from_date", dayOrNull(r.config.From)), sql.Named("to_date", dayOrNull(r.config.To)))
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := scan(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

func dayOrNull(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return t.Format(time.DateOnly)
}

func hotspotRows(rows []hotspot.Row) []store.Hotspot {
	out := make([]store.Hotspot, len(rows))
	for i := range rows {
		h := &rows[i]
		out[i] = store.Hotspot{
			UnitKind: h.UnitKind, UnitCode: h.UnitCode, Basis: h.Basis, Axis: h.Axis, Wind: h.Wind, Problem: h.Problem,
			PeriodStart: h.Period.Start, PeriodEnd: h.Period.End, N: int64(h.N), Expected: h.Expected, Ratio: &h.Ratio, RatioLo: &h.RatioLo,
			RatioHi: &h.RatioHi, Flagged: h.Flagged,
		}
		if h.Tested {
			out[i].PValue, out[i].QValue = &h.PValue, &h.QValue
		}
	}
	return out
}
