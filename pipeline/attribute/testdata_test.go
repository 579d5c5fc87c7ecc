package attribute

import "embed"

//go:embed testdata/places.tsv
var testdata embed.FS
