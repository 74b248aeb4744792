package store

import (
	"slices"
	"strings"

	"nursedesk/models"
)

// Mentions counts the rows, table by table, in whose words one of some texts stands: what
// somebody wrote where it belongs to nobody, or to somebody else. It reads every table through.
func (t *Tx) Mentions(texts []string) (counts []models.RowCount, err error) {
	texts = slices.DeleteFunc(slices.Clone(texts), func(text string) bool { return text == "" })
	if len(texts) == 0 {
		return nil, nil
	}
	within := "instr"
	if t.db.Name() == string(postgresEngine) {
		within = "strpos"
	}
	for _, table := range tables {
		columns, err := t.words(table)
		if err != nil {
			return nil, err
		}
		var asked []string
		var values []any
		for _, column := range columns {
			for _, text := range texts {
				asked = append(asked, within+"("+quoted(column)+", ?) > 0")
				values = append(values, text)
			}
		}
		if len(asked) == 0 {
			continue
		}
		count := models.RowCount{Name: table}
		if err := t.db.Table(table).Where(strings.Join(asked, " OR "), values...).Count(&count.Rows).Error; err != nil {
			return nil, err
		}
		if count.Rows > 0 {
			counts = append(counts, count)
		}
	}
	return counts, nil
}

// words are the columns of a table that hold text.
func (t *Tx) words(table string) (columns []string, err error) {
	kinds, err := t.db.Migrator().ColumnTypes(table)
	for _, kind := range kinds {
		if named := strings.ToLower(kind.DatabaseTypeName()); strings.Contains(named, "text") || strings.Contains(named, "char") {
			columns = append(columns, kind.Name())
		}
	}
	return columns, err
}
