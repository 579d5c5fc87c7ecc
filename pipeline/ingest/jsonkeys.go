package ingest

import "slices"

// jsonKeys says what the keys of objects mean that stand where no table has a column for them.
type jsonKeys struct {
	names  *headerNames
	mapped map[string]Field    // what the map says, by headerKey
	met    map[string]keySense // so that no key is looked up for each object
}

type keySense struct {
	text        bool // names the text of a comment
	noResidents bool // what stands under it is no resident's
}

func newJSONKeys(names *headerNames, m *Mapping) *jsonKeys {
	k := &jsonKeys{names: names, mapped: map[string]Field{}, met: map[string]keySense{}}
	for name, field := range m.Columns {
		k.mapped[headerKey(name)] = field
	}
	return k
}

func (k *jsonKeys) sense(key string) keySense {
	s, ok := k.met[key]
	if ok {
		return s
	}
	if field, ok := k.mapped[headerKey(key)]; ok {
		s = keySense{text: field == FieldText, noResidents: field == FieldIgnore}
	} else if m, ok := k.names.match(key); ok {
		s = keySense{text: m.field == FieldText, noResidents: m.field == FieldIgnore && key != "row"} // a row of a list is no running number
	}
	if len(k.met) >= maxKeys { // the keys are data, not names
		clear(k.met)
	}
	k.met[key] = s
	return s
}

// isNoResidents says that what stands under a key is known for the office's own, such as its answers, or that the map leaves it out.
func (k *jsonKeys) isNoResidents(key string) bool { return k.sense(key).noResidents }

// isText says whether a value is the text of a comment. Web services tell under some of the same names how they fared: "message":"查询成功".
func (k *jsonKeys) isText(key, value string) bool {
	least := 1
	switch key {
	case "message", "detail", "details", "query":
		least = longCellHan
	}
	return hanCount(value) >= least && k.sense(key).text
}

// holdText says whether an object of a list, at any depth, has the text of a comment.
func (k *jsonKeys) holdText(list []any) bool { return slices.ContainsFunc(list, k.holdsText) }

func (k *jsonKeys) holdsText(value any) bool {
	switch v := value.(type) {
	case []any:
		return k.holdText(v)
	case map[string]any:
		for key, inner := range v {
			if k.isText(key, jsonCell(inner)) || !k.isNoResidents(key) && k.holdsText(inner) {
				return true
			}
		}
	}
	return false
}
