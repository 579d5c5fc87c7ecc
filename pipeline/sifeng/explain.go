package main

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"sifeng/pipeline"
	"sifeng/pipeline/comment"
	"sifeng/pipeline/tag"
)

// explanation writes in words what was found in one comment and why.
type explanation struct {
	*app
	names names
	c     comment.Annotated
	look  tag.Look
}

// explain annotates a comment and writes in words what was found and why.
func (a *app) explain(n names, annotator *pipeline.Annotator, in comment.Comment) {
	e := explanation{app: a, names: n}
	e.c, e.look = annotator.Look(in)
	e.about()
	for i := range e.c.Tags {
		e.tag(&e.c.Tags[i])
	}
	if len(e.c.Tags) == 0 {
		e.row(e.say("标签：", "tags:       "), e.say("无", "none"))
	}
	if !slices.ContainsFunc(e.c.Tags, func(t comment.Tag) bool { return t.Axis == comment.AxisWinds }) {
		e.row(e.say("未标作风问题：", "no problem: "), e.whyNone())
	}
	e.discounted()
	e.row(e.say("分词：", "tokens:     "), strings.Join(e.c.Tokens, " "))
}

func (e *explanation) row(label, value string) { fmt.Fprintf(e.out, "%s%s\n", label, value) }

// about writes what is not a tag.
func (e *explanation) about() {
	e.row(e.say("文字：", "text:       "), e.c.Text)
	kind := e.kindName(e.c.Kind)
	if e.c.Kind != "" && e.look.KindMargin < unsureKind {
		kind += e.say("（把握不大）", " (not sure)")
	}
	e.row(e.say("类型：", "kind:       "), kind)
	e.row(e.say("紧急：", "urgency:    "), string(e.c.Urgency)+" "+e.urgencyName(e.c.Urgency))
	e.row(e.say("乡镇：", "township:   "), e.unit(e.names.township, e.c.TownshipCode, e.c.TownshipHow))
	e.row(e.say("部门：", "department: "), e.unit(e.names.department, e.c.DepartmentCode, e.c.DepartmentHow))
	if e.c.Restricted {
		e.row(e.say("保密：", "restricted: "), e.say("只计数，不展示原文", "counted, never quoted"))
	}
}

// unsureKind is the margin below which a kind is said to be unsure.
const unsureKind = 0.5

func (a *app) kindName(k comment.Kind) string {
	switch k {
	case comment.Complaint:
		return a.say("投诉求助", "complaint")
	case comment.Suggestion:
		return a.say("建议", "suggestion")
	case comment.Inquiry:
		return a.say("咨询", "inquiry")
	case comment.Praise:
		return a.say("表扬", "praise")
	}
	return a.say("没有意见", "no opinion")
}

func (a *app) urgencyName(u comment.Urgency) string {
	switch u {
	case comment.U1:
		return a.say("较急", "rather urgent")
	case comment.U2:
		return a.say("紧急", "urgent")
	case comment.U3:
		return a.say("危及生命或聚集", "a danger to life, or a crowd forming")
	}
	return a.say("一般", "ordinary")
}

func (e *explanation) unit(of map[string]string, code, how string) string {
	if code == "" {
		return e.say("未识别", "not found")
	}
	return fmt.Sprintf("%s %s%s", of[code], code, fmt.Sprintf(e.say("（%s）", " (%s)"), e.howName(how)))
}

// howName says how a township or department was found.
func (a *app) howName(how string) string {
	for _, h := range [][3]string{
		{"field", "取自文件中的列", "from a column of the file"},
		{"blamed", "被反映", "blamed"},
		{"station", "由乡镇站所推出", "a station of a township"},
		{"named", "文中点名", "named"},
		{"praised", "受表扬", "praised"},
		{"asked", "被请求办事", "asked for help"},
		{"village", "由村名推出", "by the name of a village"},
		{"told", "曾向其反映", "told of it before"},
		{"own", "反映人所在", "the writer's own"},
		{"weak", "只有弱线索", "only a weak cue"},
	} {
		if h[0] == how {
			return a.say(h[1], h[2])
		}
	}
	return how
}

// tag writes one tag, its evidence, and what spoke for it.
func (e *explanation) tag(t *comment.Tag) {
	label := e.say("标签：", "tag:        ")
	if t.Axis == comment.AxisTopics {
		label = e.say("主题：", "topic:      ")
	}
	score := fmt.Sprintf("%.2f", t.Score)
	if t.Axis == comment.AxisTopics { // no sureness: see mainTopic
		score = e.say("份额 ", "share ") + score
	}
	e.row(label, fmt.Sprintf(e.say("%s %s，%s（%s）", "%s %s, %s (%s)"), e.problemName(t.Problem), t.Problem, e.sureness(t), score))
	e.row(e.say("  依据：", "  evidence: "), fmt.Sprintf(e.say("“%s”（%s）", "“%s” (%s)"), t.Evidence, e.fieldOf(t.Span)))
	e.row(e.say("  理由：", "  why:      "), e.reason(t))
}

func (e *explanation) problemName(code string) string {
	return e.say(e.names.problem[code], e.names.problemEN[code])
}

func (e *explanation) fieldOf(s comment.Span) string {
	if s.Field == comment.FieldTitle {
		return e.say("标题", "title")
	}
	return e.say("正文", "text")
}

// The scores from which a tag is said to be fairly or very sure. A score on the axis of winds is the share of right ones among tags like it.
const (
	fairlySure = 0.6
	verySure   = 0.85
	mainTopic  = 0.8 // of a topic the score is its share among the expressions of all topics
)

func (e *explanation) sureness(t *comment.Tag) string {
	score := math.Round(100*t.Score) / 100 // as it is shown
	switch {
	case t.Axis == comment.AxisTopics && t.Score >= mainTopic:
		return e.say("主要说的是这个", "mostly about this")
	case t.Axis == comment.AxisTopics:
		return e.say("也说到这个", "also about this")
	case score >= verySure:
		return e.say("很有把握", "very sure")
	case score >= fairlySure:
		return e.say("较有把握", "fairly sure")
	}
	return e.say("把握不大，宜人工看一看", "not sure, worth a look")
}

// reason says which expression of the lexicon, or which characters, spoke for a tag.
func (e *explanation) reason(t *comment.Tag) string {
	if by, what, _ := strings.Cut(t.Rule, ":"); by == "lexicon" {
		for _, h := range e.look.Hits {
			if h.Problem == t.Problem && h.Pattern == what && h.Span.Field == t.Span.Field && h.Span.End > t.Span.Start && h.Span.Start < t.Span.End {
				return e.ruleWords(&h)
			}
		}
	}
	if by, what, _ := strings.Cut(t.Rule, ":"); by == "model" {
		return e.ruleName(by+":"+wholeWords(e.c.Tokens, what), t.Evidence)
	}
	return e.ruleName(t.Rule, t.Evidence)
}

// wholeWords widens the parts of a text that a model named, joined by plus signs, to the tokens that they stand in.
func wholeWords(tokens []string, parts string) string {
	text := strings.Join(tokens, "")
	var out []string
	for part := range strings.SplitSeq(parts, "+") {
		if from := strings.Index(text, part); from >= 0 && part != "" {
			end, at := from+len(part), 0
			for _, token := range tokens {
				next := at + len(token)
				if at < from && from < next {
					from = at
				}
				if at < end && end < next {
					end = next
				}
				at = next
			}
			part = text[from:end]
		}
		if !slices.ContainsFunc(out, func(other string) bool { return strings.Contains(other, part) || strings.Contains(part, other) }) {
			out = append(out, part)
		}
	}
	return strings.Join(out, "+")
}

// ruleName says in words by which rule a tag was made.
func (a *app) ruleName(rule, evidence string) string {
	by, what, _ := strings.Cut(rule, ":")
	switch {
	case by == "lexicon":
		return fmt.Sprintf(a.say("词典里的说法：%s", "an expression of the lexicon: %s"), a.words(tag.Readable(what, evidence)))
	case what == "":
		return a.say("词典里没有这种说法，模型由整句判断", "no expression of the lexicon; the model judged the sentence")
	}
	return fmt.Sprintf(a.say("词典里没有这种说法，模型由整句判断，最看重的是%s", "no expression of the lexicon; the model judged the sentence, most of all by %s"),
		"“"+strings.ReplaceAll(what, "+", "”、“")+"”")
}

// ruleWords says what an expression of the lexicon is and where in the dictionaries it stands.
func (e *explanation) ruleWords(h *tag.Hit) string {
	file, line, _ := strings.Cut(h.Line, ":")
	where := fmt.Sprintf(e.say("%s 第 %s 行", "%s, line %s"), file, line)
	if !strings.ContainsAny(h.Pattern, "…<") {
		return fmt.Sprintf(e.say("“%s”是词典里的说法（%s）", "“%s” is an expression of the lexicon (%s)"), h.Text, where)
	}
	return fmt.Sprintf(e.say("“%s”合于词典里的说法：%s（%s）", "“%s” fits an expression of the lexicon: %s (%s)"), h.Text, e.words(tag.Readable(h.Pattern, h.Text)), where)
}

// nearMiss is the margin above which the nearest problem is named where none is tagged.
const nearMiss = -1.5

// whyNone says why no problem of the winds axis is tagged.
func (e *explanation) whyNone() string {
	switch {
	case e.look.NoOpinion:
		return e.say("全文是“没有意见”一类的话", "the whole text says that there is nothing to say")
	case e.c.Kind == comment.Praise:
		return e.say("整条像是表扬", "the comment reads as praise")
	case e.look.PrivateOnly:
		return e.say("说的是公司、物业、邻居等，没有提到公家单位或干部", "it is about companies, neighbours and the like; no public body or cadre is named")
	}
	best := tag.Margin{Margin: nearMiss}
	for _, m := range e.look.Margins {
		if m.Margin > best.Margin {
			best = m
		}
	}
	switch {
	case best.Problem == "":
		return e.say("看不出在反映哪种作风问题", "no problem of work style can be seen in it")
	case best.Margin < 0:
		return fmt.Sprintf(e.say("最接近的是%s %s，还不够", "the nearest is %s %s, and it falls short"), e.problemName(best.Problem), best.Problem)
	case e.c.Kind == comment.Inquiry:
		return fmt.Sprintf(e.say("像是咨询，不是反映%s", "it reads as a question, not as a report of %s"), e.problemName(best.Problem))
	}
	if e.onlyPrivate(best.Problem) {
		return fmt.Sprintf(e.say("像是%s，但词典里的说法说的是公司、邻居等，不标", "it reads like %s, but the expressions of the lexicon are about companies, neighbours and the like"), e.problemName(best.Problem))
	}
	return fmt.Sprintf(e.say("像是%s，但文中的说法是否定的，或没有词典里的说法作依据，不标", "it reads like %s, but its words deny it, or no expression of the lexicon bears it out"), e.problemName(best.Problem))
}

// onlyPrivate says that expressions for a problem are asserted, and all of them of private actors.
func (e *explanation) onlyPrivate(problem string) bool {
	found := false
	for _, h := range e.look.Hits {
		if h.Problem != problem || h.Weak || h.Stance != "asserted" {
			continue
		}
		if found = h.Actor == "private"; !found {
			return false
		}
	}
	return found
}

// discounted writes the expressions of the lexicon that were not taken for a report of their problem, each with the reason. Weak ones,
// which never make a tag, are left out.
func (e *explanation) discounted() {
	type key struct{ problem, why string }
	var order []key
	texts := map[key][]string{}
	for _, h := range e.look.Hits {
		if h.Axis != comment.AxisWinds || h.Weak || slices.ContainsFunc(e.c.Tags, func(t comment.Tag) bool { return t.Problem == h.Problem }) {
			continue
		}
		k := key{h.Problem, e.discount(&h)}
		if texts[k] == nil {
			order = append(order, k)
		}
		if !slices.ContainsFunc(texts[k], func(s string) bool { return strings.Contains(s, h.Text) }) {
			texts[k] = append(texts[k], h.Text)
		}
	}
	for _, k := range order {
		e.row(e.say("没有算数：", "discounted: "), fmt.Sprintf(e.say("“%s”（%s %s）：%s", "“%s” (%s %s): %s"),
			strings.Join(texts[k], e.say("”、“", "”, “")), e.problemName(k.problem), k.problem, k.why))
	}
}

// discount says why an expression is not taken for a report of its problem.
func (e *explanation) discount(h *tag.Hit) string {
	switch h.Stance {
	case "questioned":
		return e.say("只是在问有没有", "it only asks whether it is so")
	case "hoped":
		return e.say("是希望不要这样，没有说已经这样", "it hopes that this will not be, and does not say that it is")
	case "supposed":
		return e.say("只是假设", "it only supposes")
	case "negated":
		return e.say("前后有否定，说的是没有这样", "it is denied: the text says that this is not so")
	case "slogan":
		return e.say("是规定、口号或文件名，没有说已经这样", "it is a rule, a slogan or a title, and does not say that this is so")
	case "improved":
		return e.say("说的是以前，现在已改好", "it is about the past, and things are better now")
	}
	switch {
	case e.look.NoOpinion:
		return e.say("全文是“没有意见”一类的话", "the whole text says that there is nothing to say")
	case h.Actor == "private":
		return e.say("说的是公司、物业、邻居等，不是公家单位或干部", "it is about a company, neighbours or the like, not a public body or cadre")
	case e.c.Kind == comment.Praise:
		return e.say("整条像是表扬", "the comment reads as praise")
	case e.c.Kind == comment.Inquiry:
		return e.say("整条像是咨询", "the comment reads as a question")
	}
	return e.say("整句看来不像在反映这个问题", "the sentence as a whole does not read as a report of this problem")
}
