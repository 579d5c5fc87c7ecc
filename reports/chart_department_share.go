package reports

// departmentShareChart shows the share of the winds in each department.
func departmentShareChart(p *page) (*figure, error) {
	return shareChart(p, "departments", "department", "部门")
}
