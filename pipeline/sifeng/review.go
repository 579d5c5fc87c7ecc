package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/spf13/cobra"

	"sifeng/dict"
	"sifeng/pipeline"
	"sifeng/pipeline/review"
	"sifeng/pipeline/tag"
)

func (a *app) reviewCommand() *cobra.Command {
	var in pipeline.Reading
	var out string
	var known []string
	var most int
	cmd := &cobra.Command{
		Use:   "review FILE|DIR… -o FILE.xlsx",
		Short: a.say("挑出最拿不准的意见，写成表供人工核对", "Write the comments the tagger is least sure of as a sheet to be corrected"),
		Long: a.say("文字已脱敏，受限意见不在其中，相同的文字只留一条。人工改好、填上“已核对”的表可交给 sifeng train 和 sifeng eval。"+incompleteZH,
			"The text is redacted, restricted comments are left out, of equal texts one is kept. The sheet, corrected and with rows marked as\n"+
				"checked, is read by sifeng train and sifeng eval."+incompleteEN),
		Args: a.between(1, -1),
		RunE: func(cmd *cobra.Command, args []string) error {
			switch {
			case !review.IsSheet(out):
				return usageError{fmt.Errorf("review -o %q: %s", out, a.say("要给出一个 .xlsx 文件", "give the name of an .xlsx file"))}
			case most < 1:
				return usageError{fmt.Errorf("--most %d: %s", most, a.say("至少为 1", "want at least 1"))}
			}
			if _, err := os.Stat(out); !errors.Is(err, fs.ErrNotExist) {
				return fmt.Errorf(a.say("%s 已经有了，里面可能有人工改好的内容：请换一个名字", "%s is there already and may hold corrections: give another name"), out)
			}
			in.Inputs = args
			labelled, err := readKnown(cmd.Context(), in.DictDir, known)
			if err != nil {
				return err
			}
			s, err := review.Select(cmd.Context(), in, labelled, most)
			if err != nil {
				return err
			}
			incomplete := a.unusable(s.Unusable)
			if len(s.Comments) == 0 {
				return errors.New(a.say("没有可核对的意见", "there is no comment to check"))
			}
			if err := s.WriteSheet(out); err != nil {
				return err
			}
			fmt.Fprintf(a.out, a.say("读了 %d 条意见，最拿不准的 %d 条写入 %s；受限意见 %d 条、重复或已标注的 %d 条没有列入\n",
				"of %d comments the %d least sure ones are in %s; %d restricted ones and %d repeated or labelled ones were left out\n"),
				s.Read, len(s.Comments), out, s.Restricted, s.Repeated)
			return incomplete
		},
	}
	a.readingFlags(cmd, &in)
	cmd.Flags().StringVar(&in.DictDir, "dict", "", a.say("覆盖内置词典的目录", "directory that overrides the built-in dictionaries"))
	cmd.Flags().StringVarP(&out, "out", "o", "", a.say("要写的 xlsx 文件", "xlsx file to write"))
	cmd.Flags().StringArrayVar(&known, "known", nil, a.say("已有的标注文件（jsonl 或核对过的 xlsx），其中的意见不再列入；可多次给出", "labels there are already (jsonl or checked xlsx), whose comments are left out; may be given again"))
	cmd.Flags().IntVar(&most, "most", 200, a.say("最多几条", "how many comments at most"))
	return cmd
}

// readKnown reads the comments that are labelled already.
func readKnown(ctx context.Context, dictDir string, files []string) ([]tag.Labelled, error) {
	if len(files) == 0 {
		return nil, nil
	}
	d, err := dict.Load(dictDir)
	if err != nil {
		return nil, err
	}
	var out []tag.Labelled
	for _, path := range files {
		list, err := readLabels(ctx, d, path, "")
		if err != nil {
			return nil, err
		}
		out = append(out, list...)
	}
	return out, nil
}
