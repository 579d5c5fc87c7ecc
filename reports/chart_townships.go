package reports

// townshipsChart ranks the townships by their comments.
func townshipsChart(p *page) (*figure, error) {
	return unitChart(p, "townships", "township", "乡镇", 40)
}
