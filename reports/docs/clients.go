package docs

import (
	_ "embed"
	"fmt"
	"regexp"
	"strings"

	"github.com/goccy/go-yaml"
)

// Client is a program that opens the database, and how.
type Client struct {
	Name  string `yaml:"name"`
	Tried string `yaml:"tried"` // with what it was tried; empty: it was not
	Text  string `yaml:"text"`
	Lang  string `yaml:"lang"` // of the code
	Code  string `yaml:"code"`
}

//go:embed clients.yaml
var clientsFile []byte

// usual is a file name that needs no quoting in any of the languages.
var usual = regexp.MustCompile(`^[\p{Han}A-Za-z0-9_.-]+$`)

func clients(file string) ([]Client, error) {
	var list []Client
	if err := yaml.UnmarshalWithOptions(clientsFile, &list, yaml.Strict()); err != nil {
		return nil, fmt.Errorf("clients.yaml: %w", err)
	}
	if !usual.MatchString(file) {
		file = "sifeng.duckdb"
	}
	for i := range list {
		list[i].Code = strings.TrimRight(strings.ReplaceAll(list[i].Code, "FILE.duckdb", file), "\n")
	}
	return list, nil
}
