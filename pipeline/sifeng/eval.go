package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"

	"github.com/spf13/cobra"

	"sifeng/dict"
	"sifeng/pipeline"
	"sifeng/pipeline/comment"
	"sifeng/pipeline/ingest"
	"sifeng/pipeline/review"
	"sifeng/pipeline/staged"
	"sifeng/pipeline/tag"
)

func (a *app) evalCommand() *cobra.Command {
	var asJSON bool
	var texts, dictDir string
	cmd := &cobra.Command{
		Use:   "eval GOLD.jsonl|GOLD.xlsx",
		Short: a.say("用人工标注量准确率、召回率和 F1", "Precision, recall and F1 against labelled comments"),
		Long: a.say("量标注的准确率、召回率和 F1，连同 95% 区间和错得最多的几条。GOLD.jsonl 每行一条：{\"id\",\"title\",\"text\",\"kind\",\"subs\":[代码…],\"maybe\":[…],\"ev\":[…],\"weight\"}；\n"+
			"subs 是属实的问题，maybe 是两可的（标不标都不算错），ev 是依据原文，weight 是一条代表多少条；或 sifeng review 写出、人工核对过的 xlsx。输出里没有原文。",
			"Measures precision, recall and F1 with 95 % intervals, and names the worst misses. GOLD.jsonl holds one comment a line: {\"id\",\"title\",\"text\",\"kind\",\"subs\":[codes…],\"maybe\":[…],\"ev\":[…],\"weight\"},\n"+
				"subs are the problems reported, maybe those that are neither right nor wrong, ev the evidence, weight how many comments it stands for;\n"+
				"or it is a sheet of sifeng review that was checked. No text is printed."),
		Args: a.between(1, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			d, annotator, err := newTagger(dictDir)
			if err != nil {
				return err
			}
			gold, err := readLabels(cmd.Context(), d, args[0], texts)
			if err != nil {
				return err
			}
			if review.IsSheet(args[0]) {
				fmt.Fprintln(a.err, a.say("这些意见是挑最拿不准的，表里又预填了系统的答案：数字不代表全部意见，只说明核对时改了多少",
					"these comments were chosen as the least sure, and the sheet held the tagger's answers: the figures say what was corrected, not how it does on all comments"))
			}
			predicted, err := predict(cmd.Context(), annotator, gold)
			if err != nil {
				return err
			}
			e := tag.Evaluate(gold, predicted)
			if asJSON {
				return json.NewEncoder(a.out).Encode(e)
			}
			return a.printEvaluation(d, e)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, a.say("以 JSON 输出", "print as JSON"))
	cmd.Flags().StringVar(&texts, "texts", "", a.say("另一文件按编号给出标题和正文", "a file that gives title and text by id"))
	cmd.Flags().StringVar(&dictDir, "dict", "", a.say("覆盖内置词典的目录", "directory that overrides the built-in dictionaries"))
	return cmd
}

// readLabels reads labelled comments: JSON lines in any encoding that comments come in, or a sheet that a clerk checked. texts, if given, is
// the file that holds the titles and texts of the former.
func readLabels(ctx context.Context, d *dict.Dict, path, texts string) ([]tag.Labelled, error) {
	if review.IsSheet(path) {
		return review.ReadSheet(d, path)
	}
	labels, err := ingest.Text(ctx, path)
	if err != nil {
		return nil, fmt.Errorf("open the labels: %w", err)
	}
	defer labels.Close()
	var gold []tag.Labelled
	if texts == "" {
		gold, err = tag.ReadLabels(labels, nil)
	} else {
		var f io.ReadCloser
		if f, err = ingest.Text(ctx, texts); err != nil {
			return nil, fmt.Errorf("open the texts: %w", err)
		}
		defer f.Close()
		gold, err = tag.ReadLabels(labels, f)
	}
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", path, err)
	}
	if len(gold) == 0 {
		return nil, fmt.Errorf("read %s: there is no labelled comment in it", path)
	}
	if err := tag.CheckLabels(d, gold); err != nil {
		return nil, fmt.Errorf("read %s: %w", path, err)
	}
	return gold, nil
}

// predict annotates labelled comments as a run would.
func predict(ctx context.Context, annotator *pipeline.Annotator, gold []tag.Labelled) ([]tag.Prediction, error) {
	out := make([]tag.Prediction, 0, len(gold))
	err := pipeline.Ordered(ctx, runtime.NumCPU(), func(_ context.Context, emit func(comment.Comment) error) error {
		for _, g := range gold {
			if err := emit(comment.Comment{Title: g.Title, Text: g.Text}); err != nil {
				return err
			}
		}
		return nil
	}, pipeline.Each(func(c comment.Comment) tag.Prediction {
		annotated := annotator.Annotate(c)
		p := tag.Prediction{Kind: annotated.Kind, Evidence: map[string]string{}}
		for _, t := range annotated.Tags {
			if t.Axis == comment.AxisWinds {
				p.Problems = append(p.Problems, t.Problem)
				p.Evidence[t.Problem] = t.Evidence
			}
		}
		return p
	}), func(p tag.Prediction) error {
		out = append(out, p)
		return nil
	})
	return out, err
}

func (a *app) trainCommand() *cobra.Command {
	var texts, dictDir, out string
	cmd := &cobra.Command{
		Use:   "train LABELS.jsonl|LABELS.xlsx…",
		Short: a.say("用人工标注训练模型，写成词典里的一个小文件", "Learn from labelled comments; write the model as a small file of the dictionaries"),
		Long: a.say("标注是每行一条的 jsonl（格式见 sifeng eval --help），其中未经挑选的至少 50 条；sifeng review 写出、人工核对过的 xlsx 可以一并给出，但都是挑出来的，不能单独训练。写出的文件放进 --dict 目录的 model/winds.bin 即生效。阈值由交叉验证选定。",
			"Labels are JSON lines (see sifeng eval --help), of which 50 at least were not chosen; sheets of sifeng review that were checked may stand beside them, but hold chosen comments only and cannot teach alone. Put the file at model/winds.bin of a --dict directory to use it. Thresholds are chosen by cross-validation."),
		Args: a.between(1, -1),
		RunE: func(cmd *cobra.Command, args []string) error {
			d, err := dict.Load(dictDir)
			if err != nil {
				return err
			}
			if info, err := os.Stat(filepath.Dir(out)); err != nil || !info.IsDir() {
				return comment.Say("写模型：没有目录 %s", "write the model: there is no directory %s", filepath.Dir(out))
			}
			var labelled []tag.Labelled
			for _, path := range args {
				more, err := readLabels(cmd.Context(), d, path, texts)
				if err != nil {
					return err
				}
				labelled = append(labelled, more...)
			}
			model, held, err := tag.Train(cmd.Context(), d, labelled, tag.TrainOptions{Progress: func(step *comment.Message) { fmt.Fprintln(a.err, a.words(step)) }})
			if err != nil {
				return err
			}
			if err := staged.Write(out, 0o644, func(to *os.File) error { return model.Write(to) }); err != nil {
				return fmt.Errorf("write the model: %w", err)
			}
			fmt.Fprintln(a.out, a.say("交叉验证（留出部分）：", "cross-validation, on the parts held out:"))
			return a.printEvaluation(d, held)
		},
	}
	cmd.Flags().StringVar(&texts, "texts", "", a.say("另一文件按编号给出标题和正文", "a file that gives title and text by id"))
	cmd.Flags().StringVar(&dictDir, "dict", "", a.say("覆盖内置词典的目录", "directory that overrides the built-in dictionaries"))
	cmd.Flags().StringVarP(&out, "out", "o", "winds.bin", a.say("要写的模型文件", "model file to write"))
	return cmd
}
