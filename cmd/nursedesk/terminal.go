package main

import (
	"io"
	"strings"
	"text/tabwriter"

	"nursedesk/models"
)

// harmless shows what a terminal would obey as a middle dot. Names kept before such
// characters were refused may hold some.
type harmless struct{ to io.Writer }

// Write implements io.Writer.
func (h harmless) Write(text []byte) (int, error) {
	if _, err := io.WriteString(h.to, models.Harmless(string(text))); err != nil {
		return 0, err
	}
	return len(text), nil
}

// table writes columns for a person's eye.
type table struct {
	writer *tabwriter.Writer
	err    error
}

func newTable(out io.Writer) *table {
	return &table{writer: tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)}
}

func (t *table) row(cells ...string) {
	if t.err == nil {
		_, t.err = io.WriteString(t.writer, strings.TrimRight(strings.Join(cells, "\t"), "\t")+"\n")
	}
}

func (t *table) flush() error {
	if t.err != nil {
		return t.err
	}
	return t.writer.Flush()
}
