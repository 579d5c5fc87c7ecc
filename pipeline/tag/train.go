package tag

import (
	"cmp"
	"context"
	"fmt"
	"hash/fnv"
	"runtime"
	"slices"
	"strings"
	"sync"

	"sifeng/dict"
	"sifeng/pipeline/comment"
)

// TrainOptions are the settings of Train; the zero value is what the shipped model was made with.
type TrainOptions struct {
	Workers  int // 0: as many as there are processors
	Progress func(step *comment.Message)
}

// folds is how many parts the examples are divided into for cross-validation.
const folds = 5

// fewestLabels is how many labelled comments a model needs that were not chosen for it.
const fewestLabels = 50

// common is how many labelled comments a problem needs for a model of its own; the others share one.
const common = 15

// Strengths of the regularisation, and the most rounds of fitting, which suffice: a fit that stops early knows little of what few examples say.
const (
	windowLambda = 0.06
	wholeLambda  = 0.2
	kindLambda   = 0.6
	mergeLambda  = 1.0
	trustLambda  = 1.0
	trustScale   = 10.0 // of margins, so that their slope is hardly shrunk
	layerRounds  = 150
)

// trainer holds everything while a model is made.
type trainer struct {
	ctx     context.Context // of the one call of Train that the trainer serves
	t       *Tagger
	outs    []output
	all     []*seen
	vocab   *vocabulary
	windows []windowRow
	whole   []row
	rare    []bool // outputs with too few labelled comments for a last step of their own
	workers int
	report  func(*comment.Message)
}

type windowRow struct {
	example int
	row     row
	label   []int8
}

// Train makes a model from labelled comments and the invented examples of the dictionary, and says how well such a model does on
// comments that it has not seen (five-fold cross-validation). The result depends on nothing else. It takes minutes, and ends soon after ctx does.
func Train(ctx context.Context, d *dict.Dict, labelled []Labelled, o TrainOptions) (*Model, *Evaluation, error) {
	invented, err := ReadInvented(d)
	if err != nil {
		return nil, nil, fmt.Errorf("read invented examples: %w", err)
	}
	return train(ctx, d, labelled, invented, o)
}

func train(ctx context.Context, d *dict.Dict, labelled, invented []Labelled, o TrainOptions) (*Model, *Evaluation, error) {
	t, err := newUntrained(d)
	if err != nil {
		return nil, nil, err
	}
	plain := 0
	for i := range labelled {
		if !labelled[i].chosen() {
			plain++
		}
	}
	if plain < fewestLabels {
		return nil, nil, comment.Say("train：没有挑选过的标注意见有 %d 条，至少要 %d 条。sifeng review 的表里都是挑出来的，判断不出问题有多常见，要和 jsonl 标注一起给出",
			"train: %d labelled comments were not chosen, at least %d must be. Sheets of sifeng review hold chosen ones only, which do not tell how common a problem is: give them beside labels in JSON lines",
			plain, fewestLabels)
	}
	tr := &trainer{ctx: ctx, t: t, outs: outputsOf(t.codes), workers: o.Workers, report: o.Progress}
	if tr.workers <= 0 {
		tr.workers = runtime.GOMAXPROCS(0)
	}
	if tr.report == nil {
		tr.report = func(*comment.Message) {}
	}
	examples := slices.Concat(labelled, invented)
	if err := CheckLabels(d, examples); err != nil {
		return nil, nil, fmt.Errorf("train: %w", err)
	}
	for _, l := range examples {
		x := t.see(l)
		x.fold = foldOf(l)
		tr.all = append(tr.all, x)
	}
	tr.vocab = buildVocabulary(tr.all)
	tr.countLabels()
	tr.rows()
	tr.report(comment.Say("标注意见 %d 条，自拟例句 %d 条，特征 %d 个；交叉验证要几分钟", "%d labelled comments, %d invented examples, %d features; cross-validation takes minutes", len(labelled), len(invented), len(tr.vocab.key)))
	tr.place()
	held := tr.heldOut()
	if err := ctx.Err(); err != nil {
		return nil, nil, fmt.Errorf("train: %w", err)
	}
	tr.report(comment.Say("交叉验证完成", "cross-validation done"))
	m, decided := tr.merge(held)
	if err := cmp.Or(tr.fitAll(m), ctx.Err()); err != nil {
		return nil, nil, fmt.Errorf("train: %w", err)
	}
	var gold []Labelled
	var predicted []Prediction
	for i, x := range tr.all {
		if !x.Invented && !x.chosen() {
			gold = append(gold, x.Labelled)
			predicted = append(predicted, decided[i])
		}
	}
	return m, Evaluate(gold, predicted), nil
}

// foldOf puts comments that begin alike into the same fold, so that copies of one text do not stand on both sides.
func foldOf(l Labelled) int {
	key := l.ID
	if l.Invented { // a trap stands beside the report that it resembles
		key = key[:len(key)-1]
	}
	if r := []rune(strings.TrimSpace(l.Text)); len(r) > 25 && !l.Invented {
		key = string(r[5:25])
	}
	h := fnv.New32a()
	h.Write([]byte(key))
	return int(h.Sum32()>>3) % folds
}

// countLabels finds the rare outputs.
func (tr *trainer) countLabels() {
	tr.rare = make([]bool, len(tr.outs))
	for o, out := range tr.outs {
		n := 0
		for _, x := range tr.all {
			if !x.Invented && !x.chosen() && !x.unread() && out.holds(&x.Labelled) {
				n++
			}
		}
		tr.rare[o] = n < common
	}
}

func (tr *trainer) rows() {
	for i, x := range tr.all {
		for j, w := range x.windows {
			label := make([]int8, len(tr.outs))
			copy(label, x.windowLabels(tr.t, j))
			tr.joinLabels(label)
			tr.windows = append(tr.windows, windowRow{i, tr.vocab.row(x.keys[w.from:w.to]), label})
		}
		tr.whole = append(tr.whole, tr.vocab.row(x.keys))
	}
}

// parallel runs n jobs; each writes only to its own place.
func (tr *trainer) parallel(n int, job func(i int)) {
	var wg sync.WaitGroup
	next := make(chan int)
	for range tr.workers {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for i := range next {
				job(i)
			}
		}()
	}
	for i := range n {
		next <- i
	}
	close(next)
	wg.Wait()
}

// ended says whether the trainer's caller does not want the model any more: then what remains of the slow jobs does nothing.
func (tr *trainer) ended() bool { return tr.ctx.Err() != nil }

// fitWindows fits an output on the windows outside a fold (-1: on all).
func (tr *trainer) fitWindows(o, fold int) []float64 {
	var rows []row
	var positive []bool
	for _, w := range tr.windows {
		if x := tr.all[w.example]; w.label[o] >= 0 && x.fold != fold && !x.unread() {
			rows = append(rows, w.row)
			positive = append(positive, w.label[o] == 1)
		}
	}
	return fitLogistic(rows, positive, len(tr.vocab.key), windowLambda, layerRounds)
}

// fitWhole fits an output on the whole comments outside a fold (-1: on all).
func (tr *trainer) fitWhole(o, fold int) []float64 {
	out := tr.outs[o]
	var rows []row
	var positive []bool
	for i, x := range tr.all {
		if x.fold != fold && !x.unread() && !out.doubtful(&x.Labelled) {
			rows = append(rows, tr.whole[i])
			positive = append(positive, out.holds(&x.Labelled))
		}
	}
	lambda := wholeLambda
	if out.kind {
		lambda = kindLambda
	}
	return fitLogistic(rows, positive, len(tr.vocab.key), lambda, layerRounds)
}

// heldOut gives for every example the verdicts of models that have not seen it.
func (tr *trainer) heldOut() []verdicts {
	logits := func(n int) [][]float64 { // output → row
		z := make([][]float64, len(tr.outs))
		for o := range z {
			z[o] = make([]float64, n)
		}
		return z
	}
	windowZ, wholeZ := logits(len(tr.windows)), logits(len(tr.all))
	tr.parallel(len(tr.outs)*folds, func(job int) {
		o, fold := job/folds, job%folds
		if tr.ended() {
			return
		}
		if !tr.outs[o].kind {
			tr.score(tr.fitWindows(o, fold), fold, windowZ[o])
		}
		w := tr.fitWhole(o, fold)
		for i, x := range tr.all {
			if x.fold == fold {
				wholeZ[o][i] = linear(w, tr.whole[i])
			}
		}
	})
	out := make([]verdicts, len(tr.all))
	window := 0
	for i, x := range tr.all {
		out[i] = newVerdicts(tr.outs)
		for o := range tr.outs {
			for j := range x.windows {
				if !tr.outs[o].kind {
					out[i].add(o, j, float32(windowZ[o][window+j]))
				}
			}
			out[i].whole[o] = float32(wholeZ[o][i])
		}
		window += len(x.windows)
	}
	return out
}

// score gives the windows of the examples of a fold their logits.
func (tr *trainer) score(w []float64, fold int, into []float64) {
	for i, x := range tr.windows {
		if tr.all[x.example].fold == fold {
			into[i] = linear(w, x.row)
		}
	}
}

// place shows the model where in an invented example of several windows a problem is told, if its author has not: in the one that a model says most of which has not
// seen it. Its other windows neither teach that it is told there nor that it is not.
// S. Andrews, I. Tsochantaridis and T. Hofmann, Support Vector Machines for Multiple-Instance Learning, NIPS 2002.
func (tr *trainer) place() {
	problems := len(tr.t.codes)
	z := make([][]float64, problems)
	for o := range z {
		z[o] = make([]float64, len(tr.windows))
	}
	tr.parallel(problems*folds, func(job int) {
		o, fold := job/folds, job%folds
		if tr.ended() {
			return
		}
		tr.score(tr.fitWindows(o, fold), fold, z[o])
	})
	first := 0
	for _, x := range tr.all {
		last := first + len(x.windows)
		if x.Invented && len(x.windows) > 1 {
			for o := range problems {
				if !tr.outs[o].holds(&x.Labelled) {
					continue
				}
				best, told := first, false
				for i := first; i < last; i++ {
					told = told || tr.windows[i].label[o] == 1
					if z[o][i] > z[o][best] {
						best = i
					}
				}
				if !told {
					tr.windows[best].label[o] = 1
				}
			}
			for i := first; i < last; i++ {
				tr.joinLabels(tr.windows[i].label)
			}
		}
		first = last
	}
}

// joinLabels gives the winds, and whether there is any problem, their labels from those of the problems.
func (tr *trainer) joinLabels(label []int8) {
	for o, out := range tr.outs {
		if len(out.members) == 0 {
			continue
		}
		label[o] = 0
		for _, m := range out.members {
			if label[m] == 1 {
				label[o] = 1
				break
			}
			if label[m] < 0 {
				label[o] = -1
			}
		}
	}
}

func linear(w []float64, r row) float64 {
	z := w[len(w)-1]
	for k, f := range r.at {
		z += w[f] * float64(r.value[k])
	}
	return z
}
