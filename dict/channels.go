package dict

// Channel is one way in which comments reach the county.
type Channel struct {
	Code   string // such as ch.sms
	Name   string // short Chinese name
	NameEN string
	Named  bool     // one of the eight of the ten (十个一) that the county named
	Words  []string // how files write it
}

func (d *Dict) loadChannels() error {
	rows, err := ReadTSV(d.fsys, "channels.tsv", "code", "name", "name_en", "named", "words")
	if err != nil {
		return err
	}
	for _, r := range rows {
		d.Channels = append(d.Channels, Channel{
			Code: r.Field["code"], Name: r.Field["name"], NameEN: r.Field["name_en"], Named: r.Field["named"] == "yes",
			Words: fields(r.Field["words"]),
		})
	}
	return nil
}
