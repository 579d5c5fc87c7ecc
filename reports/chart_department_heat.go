package reports

// departmentHeatChart shows which problem stands out in which department.
func departmentHeatChart(p *page) (*figure, error) {
	return unitHeat(p, "department_problem", "department", "部门")
}
