package reports

// townshipShareChart shows the share of the winds in each township.
func townshipShareChart(p *page) (*figure, error) {
	return shareChart(p, "townships", "township", "乡镇")
}
