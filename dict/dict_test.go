package dict

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestLoadEmbedded(t *testing.T) {
	d, err := Load("")
	if err != nil {
		t.Fatal(err)
	}
	winds := 0
	for _, p := range d.Problems {
		if p.Axis == "winds" {
			winds++
		}
	}
	if winds != 25 {
		t.Errorf("%d problems on the axis winds, want 24 and other.corruption", winds)
	}
	if n := len(d.County.Townships); n != 16 {
		t.Errorf("%d townships, want 16", n)
	}
	if n := len(d.County.Departments); n != 78 {
		t.Errorf("%d departments, want 78", n)
	}
}

func TestOverlayChangesHash(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "channels.tsv"), []byte("code\tname\tname_en\tnamed\twords\nch.x\t测试\tTest\tno\t\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	base, err := Load("")
	if err != nil {
		t.Fatal(err)
	}
	over, err := Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	if len(over.Channels) != 1 || over.Channels[0].Code != "ch.x" {
		t.Errorf("channels are %v, want the overriding one", over.Channels)
	}
	if over.Hash() == base.Hash() {
		t.Error("an overridden file leaves the hash unchanged")
	}
	if over.RedactHash() != base.RedactHash() {
		t.Error("channels.tsv changes the hash of the redaction rules")
	}
}

func TestErrorNamesFileAndLine(t *testing.T) {
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, "segment"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "segment/words.tsv"), []byte("word\tfreq\tpos\n低保\tmany\tn\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := Load(dir)
	if err == nil || !strings.Contains(err.Error(), "segment/words.tsv:2:") {
		t.Errorf("error %v does not name segment/words.tsv:2", err)
	}
}
