package ingest

// Field says what a column holds.
type Field string

// The fields a column can be mapped to.
const (
	FieldID         Field = "id" // the number the channel gave the comment
	FieldTitle      Field = "title"
	FieldText       Field = "text"
	FieldTime       Field = "time"
	FieldChannel    Field = "channel"
	FieldTownship   Field = "township"
	FieldDepartment Field = "department"
	FieldHandler    Field = "handler" // who handles the comment, not whom it is about
	FieldVotesUp    Field = "votes_up"
	FieldVotesDown  Field = "votes_down"
	FieldSubmitter  Field = "submitter"
	FieldPhone      Field = "phone"
	FieldIDNumber   Field = "id_number"
	FieldName       Field = "name"
	FieldPrivate    Field = "private" // any other private value
	FieldAnsweredAt Field = "answered_at"
	FieldAnsweredBy Field = "answered_by"
	FieldIgnore     Field = "ignore"
)

// fields lists every field in the order in which a containing name is looked for: what is private or not kept comes first, so
// that 回复内容 is never taken for a comment's 内容.
var fields = []Field{
	FieldIgnore, FieldIDNumber, FieldName, FieldPhone, FieldPrivate, FieldSubmitter, FieldAnsweredAt, FieldAnsweredBy, FieldID,
	FieldTitle, FieldTime, FieldChannel, FieldVotesUp, FieldVotesDown, FieldTownship, FieldHandler, FieldDepartment, FieldText,
}

// isPrivate says that values of the field must never be shown.
func (f Field) isPrivate() bool {
	switch f {
	case FieldPhone, FieldIDNumber, FieldName, FieldPrivate, FieldSubmitter:
		return true
	}
	return false
}

func (f Field) known() bool {
	for _, x := range fields {
		if x == f {
			return true
		}
	}
	return false
}
