package store

import (
	"fmt"
	"slices"
	"strings"

	"gorm.io/driver/sqlite"
	"gorm.io/gorm"
	"gorm.io/gorm/logger"

	"nursedesk/models"
	"nursedesk/models/migrations"
)

// refuseEarly refuses a file of a trial version, from before the steps were
// frozen: it says that a step has run whose columns it lacks, and later steps
// would fail half-way or lose something.
func refuseEarly(db *gorm.DB, path string, ran []*migrations.Step) (err error) {
	model, err := gorm.Open(sqlite.Open(":memory:"), &gorm.Config{Logger: logger.Discard})
	if err != nil {
		return err
	}
	defer func() {
		if closing := closeHandle(model); err == nil {
			err = closing
		}
	}()
	if err := limitConnections(model, 1); err != nil {
		return err
	}
	if err := migrations.Run(model, ran); err != nil {
		return err
	}
	want, err := columnsOf(model)
	if err != nil {
		return err
	}
	have, err := columnsOf(db)
	if err != nil {
		return err
	}
	var missing []string
	for _, column := range want {
		if !slices.Contains(have, column) {
			missing = append(missing, column)
		}
	}
	if len(missing) == 0 {
		return nil
	}
	return models.ErrDatabaseEarly.With("path", path).Because(fmt.Errorf("it lacks %s", strings.Join(missing, ", ")))
}

// columnsOf lists every column as table.column.
func columnsOf(db *gorm.DB) (columns []string, err error) {
	err = db.Raw(`SELECT tables.name || '.' || columns.name FROM sqlite_schema AS tables
		JOIN pragma_table_info(tables.name) AS columns WHERE tables.type = 'table'`).Scan(&columns).Error
	return columns, err
}
