package hotspot

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"sifeng/dict"
)

// said makes a comment of words with spaces between them.
func said(id, words string) Submission {
	s := submission(id, "", strings.ReplaceAll(words, " ", ""), len(id))
	s.TextTokens = strings.Fields(words)
	return s
}

// Short comments that have a turn of phrase, or one word, in common are about different things, however few comments there are.
func TestShortCommentsAreNotJoinedByOneWord(t *testing.T) {
	all := []Submission{
		said("a1", "局长 一个 人 占 着 三间 办公室 ， 里头 还有 床"),
		said("a2", "请问 新农合 今年 啥时候 开始 交 ， 一个 人 多少钱"),
		said("a3", "上班 点 大厅 里 就 一个 人 ， 还 在 看 电视剧 ， 爱答不理"),
		said("a4", "下午 三点 去 镇政府 办事 ， 二楼 门 都 锁 着 ， 一个 人 没有"),
		said("a5", "镇政府 去年 刚 盖 的 大楼 ， 今年 又 给 自己 人 发 了 家电"),
		said("b1", "镇上 没 和 我 商量 ， 半夜 来 铲车 把 我家 院墙 推 了"),
		said("b2", "希望 镇上 能 多 开 一班 去 县城 的 早班车"),
		said("b3", "楼下 烧烤摊 天天 弄 到 半夜 两点 ， 烟 往 俺家 灌"),
		said("c1", "东街 机井 坏 了 ， 麦子 浇灌 不上 ， 水利站 没人 管"),
		said("c2", "水利站 修 机井 修 了 三回 ， 麦子 旱 死 了"),
		said("c3", "问 水利站 机井 啥时候 通电 ， 地里 麦子 等 着 浇灌"),
	}
	for i := range 60 {
		all = append(all, said(fmt.Sprintf("o%d", i), fmt.Sprintf("事由%d 地点%d 经过%d 结果%d", i, i, i, i)))
	}
	matters := group(t, all, MatterOptions{})
	for _, m := range matters {
		for _, member := range m.Members {
			if member.ID[0] != 'c' {
				t.Errorf("matter %q holds comment %s", m.Title, member.ID)
			}
		}
	}
	if len(matters) != 1 || matters[0].Comments != 3 {
		t.Errorf("got %d matters, want the one of the well", len(matters))
	}
}

// A word that is met everywhere weighs less than a rare one, though here each is in as many comments.
func TestEverydayWordsWeighLess(t *testing.T) {
	s := newSpace(make([]node, 100), 100, 10)
	if rare, common := s.rarity(3), s.rarity(3+2*everydayTexts); common > rare/2 {
		t.Errorf("an everyday word weighs %v, a rare one %v", common, rare)
	}
}

// An office's own list takes the place of the built-in one, and a wrong row is an error.
func TestEverydayWordsAreChecked(t *testing.T) {
	for rows, wrong := range map[string]bool{"50\t一个 一个+人\n": false, "often\t一个\n": true, "0\t一个\n": true} {
		dir := t.TempDir()
		if err := os.Mkdir(filepath.Join(dir, "matters"), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, "matters", "everyday_words.tsv"), []byte("one_in\twords\n"+rows), 0o600); err != nil {
			t.Fatal(err)
		}
		d, err := dict.Load(dir)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := NewGrouper(MatterOptions{Dict: d}).Matters(t.Context()); (err != nil) != wrong {
			t.Errorf("rows %q: %v", rows, err)
		}
	}
}
