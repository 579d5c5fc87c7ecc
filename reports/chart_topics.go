package reports

// topicsChart ranks the topics of the special governance.
func topicsChart(p *page) (*figure, error) {
	if sum(p.answers["topics"].rows, "comments") == 0 {
		return nil, nil
	}
	f, err := rankedProblems(p, "topics", "专项治理主题排名", 15)
	if f != nil {
		f.Wide = true
	}
	return f, err
}
