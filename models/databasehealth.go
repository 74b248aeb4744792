package models

// DatabaseHealth is what a look through the whole database found. It holds no patient
// data and may be shown and sent to support.
type DatabaseHealth struct {
	Location string
	Engine   string     // "sqlite 3.51.0" or "postgres 17.2"
	Schema   string     // the last migration step, "0001-start"
	Size     int64      // in bytes, with the write-ahead log
	Counts   []RowCount // rows in each table
	Faults   []string
	Orphans  []RowCount // things that lost what they belong to; none should be there
}

// RowCount is how many rows of a kind there are.
type RowCount struct {
	Name string // a translation key below "check."
	Rows int64
}

// OK tells whether nothing is wrong.
func (h DatabaseHealth) OK() bool { return len(h.Faults) == 0 && len(h.Orphans) == 0 }
