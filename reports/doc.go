// Package reports draws what leaders see: one self-contained HTML page, and lists in xlsx. Every number in them is a row of a
// named query of queries/charts.
package reports
