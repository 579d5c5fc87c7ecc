package reports

// townshipHeatChart shows which problem stands out in which township.
func townshipHeatChart(p *page) (*figure, error) {
	return unitHeat(p, "township_problem", "township", "乡镇")
}
