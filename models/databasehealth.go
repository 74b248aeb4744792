package models

import "time"

// DatabaseHealth is what a look through the whole database found. It holds no patient
// data and may be shown and sent to support.
type DatabaseHealth struct {
	Location    string
	Engine      string     // "sqlite 3.51.0" or "postgres 17.2"
	Schema      string     // the last migration step, "0001-start"
	Size        int64      // in bytes, with the write-ahead log
	Counts      []RowCount // rows in each table
	Faults      []string
	Orphans     []RowCount // things that lost what they belong to; none should be there
	History     []HistoryFault
	Head        HistoryHead
	Looks       HistoryHead // of the access log
	Test        bool        // a test database: its history has made-up times
	Exposed     bool        // other users of the computer can read the file
	Unencrypted bool        // its disk is one that this computer does not encrypt; false also where that can't be told
}

// HistoryHead is the newest entry of the history; kept elsewhere, it shows later
// that none before it was altered or removed. The zero head is that of an empty history.
type HistoryHead struct {
	Entry int64
	Link  string
	At    time.Time // UTC
}

// Chain is what is written row after row and never altered: a translation key below "check.".
type Chain string

// The chains: what was done, and who saw what.
const (
	ChainHistory Chain = "history"
	ChainLooks   Chain = "looks"
)

// HistoryFault is a place where the history, or the access log, is not as it was written.
type HistoryFault struct {
	Of    Chain
	Kind  HistoryFaultKind
	Entry int64     // its ID
	At    time.Time // UTC, as the entry says
}

// HistoryFaultKind is a translation key below that of its chain.
type HistoryFaultKind string

// Kinds of faults of the history.
const (
	HistoryAltered   HistoryFaultKind = "altered"   // the entry, or one just before it, was altered, removed or moved
	HistoryBackdated HistoryFaultKind = "backdated" // the entry says a time before that of the entry before it
	HistoryCut       HistoryFaultKind = "cut"       // entries after this one were removed
	HistoryEmptied   HistoryFaultKind = "emptied"   // the entry's words are gone, and no erasure in the history says so as it is

	HistoryUnlikeBackup HistoryFaultKind = "unlike-backup" // the newest backup holds this entry, the database does not
)

// RowCount is how many rows of a kind there are.
type RowCount struct {
	Name string // a translation key below "check."
	Rows int64
}

// Rows is how many rows there are of all kinds.
func Rows(counts []RowCount) (all int64) {
	for _, count := range counts {
		all += count.Rows
	}
	return all
}

// Count adds rows of a kind to counts.
func Count(counts []RowCount, name string, rows int64) []RowCount {
	for i := range counts {
		if counts[i].Name == name {
			counts[i].Rows += rows
			return counts
		}
	}
	if rows == 0 {
		return counts
	}
	return append(counts, RowCount{Name: name, Rows: rows})
}

// OK tells whether nothing is wrong.
func (h DatabaseHealth) OK() bool {
	return len(h.Faults) == 0 && len(h.Orphans) == 0 && len(h.History) == 0 && !h.Exposed
}
