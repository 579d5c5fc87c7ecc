package ingest

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
)

// plainIDSize is the length of the id of a source that was read without settings, in characters.
const plainIDSize = 24

// Settings is a hash of what the caller says about how to read: mapping, year and channel; empty if that is nothing. A source's id ends
// in it, so that the same file read in another way is another source.
func (o Options) Settings() string {
	m := Mapping{}
	if o.Map != nil {
		m = *o.Map
	}
	if m.Year == 0 {
		m.Year = o.Year
	}
	if m.Channel == "" {
		m.Channel = o.Channel
	}
	said, err := json.Marshal(m)
	none, _ := json.Marshal(Mapping{})
	if err != nil || string(said) == string(none) { // it has no value that cannot be written
		return ""
	}
	sum := sha256.Sum256(said)
	return hex.EncodeToString(sum[:8])
}

// SettingsOf gives the settings with which a source was read, from its id.
func SettingsOf(sourceID string) string { return sourceID[min(len(sourceID), plainIDSize):] }
