package tag

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sifeng/pipeline/comment"
)

// windCodes gives the problems of a result, in the order of their codes.
func windCodes(r Result) (codes []string) {
	for _, tag := range r.Tags {
		if tag.Axis == comment.AxisWinds {
			codes = append(codes, tag.Problem)
		}
	}
	slices.Sort(codes)
	return codes
}

// The writer's own shop is not complained of: the office that is not named is.
func TestOwnShop(t *testing.T) {
	_, tagger := load(t)
	const tape, inaction, extortion, abuse = "bureaucratism.red_tape", "bureaucratism.inaction", "bureaucratism.extortion", "bureaucratism.abuse"
	for text, want := range map[string][]string{
		"开饭店办卫生证跑了八趟":               {tape},
		"我开小超市,办个证来回折腾半年没下文":        {inaction, tape},
		"俺开个药店,换证拖了一年没下文":           {inaction},
		"我老公开个汽修店,换个执照来来回回跑了一个多月":   {tape},
		"本人经营一家药店,许可证到期换证拖了四个月没下文":  {inaction},
		"想开个小餐馆,办证盖了十二个章跑了两个月":      {tape},
		"承包了个加油站,手续跑了二十多个章":         {tape},
		"注册个公司跑断腿,一会儿要这个证明一会儿要那个证明": {tape},
		"我们公司办个资质,盖了二十几个章,来回跑了三个月":  {tape},
		"我公司申请补贴,两年没下文,问就说等通知":      {inaction},
		"我是出租车司机,年审跑了九趟":            {tape},
		"我去年开了个小饭店,店里卫生证办了三个月,跑了九趟": {tape},
		"俺的小卖店一月查三回,不塞烟就罚":          {abuse, extortion},
	} {
		look := tagger.Look(comment.Doc{Text: text})
		if diff := cmp.Diff(want, windCodes(look.Result)); diff != "" || look.PrivateOnly {
			t.Errorf("%s: private only %v, problems (-want +got):\n%s", text, look.PrivateOnly, diff)
		}
	}
}

// Others' shops, employers and whoever else misbehaves stay private, be the writer's own shop named beside them or not.
func TestOthersShops(t *testing.T) {
	_, tagger := load(t)
	for _, text := range []string{
		"物业收了钱不办事,来回跑了八趟没人管",
		"我们老板收红包,不送礼不给注册",
		"我们老板弄虚作假,虚报数字",
		"我们司机态度恶劣,推诿扯皮",
		"我的司机乱收费,推诿扯皮",
		"我家装修公司推诿扯皮,申请返工没人管",
		"我们厂里检查就是走过场,弄虚作假",
		"开发商拖着不办房产证,跑了八趟,互相推",
		"超市老板态度恶劣,骂人",
		"隔壁开超市的骂人,态度恶劣",
		"开公司的骗了我钱,跑了八趟不还",
		"楼下开了个饭店,油烟大,找他们说了八趟,态度恶劣",
		"我们小区开了家KTV,半夜吵,说了八趟没人理",
		"我家楼下的饭店半夜吵,跟他说了八趟不听",
		"我家对面超市乱收费,态度恶劣",
		"我家饭店的房东乱涨租,态度恶劣",
		"我朋友开的饭店欠我钱不还,跑了十趟",
		"我们公司老板拖欠工资半年,来回找没人理",
		"我们公司拖欠工资,申请了三次都不给,互相推",
		"我们超市不给交社保,跑了八趟没人理",
		"我是超市员工,拖欠工资半年,找了八趟不给",
		"我的快递丢了,打电话没人接,推来推去",
		"我的驾校一直不给约考,跑了八趟,要送烟才行",
		"我在超市买的奶过期了,找他们退来回折腾半年没下文",
		"老板自己开了个酒店,欠我们工钱,跑了八趟不给",
		"开会的酒店服务员态度恶劣",
		"我开小超市,对面超市的人骂人,态度恶劣",
		"我开小超市,供货的公司拖着不退款,跑了八趟没下文",
	} {
		look := tagger.Look(comment.Doc{Text: text})
		if diff := cmp.Diff([]string(nil), windCodes(look.Result)); diff != "" || !look.PrivateOnly {
			t.Errorf("%s: private only %v, problems (-want +got):\n%s", text, look.PrivateOnly, diff)
		}
	}
}

// Words of what is the writer's own that cannot be read are told with file and line.
func TestOwnFileErrors(t *testing.T) {
	for content, want := range map[string]string{
		"class\twords\nshops\t饭店\n": ownFile + ":2",
		"class\twords\nshop\t饭店\n":  "no words of class",
	} {
		if _, err := newWith(t, ownFile, content); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: error is %v, want one that holds %q", content, err, want)
		}
	}
}
