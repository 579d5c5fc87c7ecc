package reports

// departmentsChart ranks the departments by their comments.
func departmentsChart(p *page) (*figure, error) {
	return unitChart(p, "departments", "department", "部门", 20)
}
