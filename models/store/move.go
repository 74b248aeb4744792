package store

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"gorm.io/gorm"

	"nursedesk/models"
	"nursedesk/models/migrations"
)

// movedID marks a file from which everything was moved elsewhere: "NrsM".
const movedID = 0x4E72734D

// movedWord is what a file from which everything was moved says to who still has it open.
const movedWord = "moved"

// movedState is what PostgreSQL says of a database from which everything was moved.
const movedState = "ND001"

// Move copies every row of a database into an empty one in one transaction, counts and
// compares both sides, and marks the old one as moved, so that nobody works on
// in it; what it holds stays. Meanwhile nobody can write to it. It gives how many rows
// of each table there are. What goes wrong leaves both as they were. progress is told now and
// then how many rows of all have been moved.
func Move(ctx context.Context, from, to *Store, progress func(done, all int64)) (rows []models.RowCount, err error) {
	err = from.Write(ctx, func(old *Tx) error {
		m := mover{from: old.db, progress: progress}
		if err := m.prepare(); err != nil {
			return err
		}
		err := to.run(ctx, to.writer, func(new *Tx) error {
			m.to = new.db
			return m.move()
		}, nil)
		rows = m.rows
		if err != nil {
			return err
		}
		return markMoved(old.db, to.location)
	})
	return rows, err
}

// mover moves the rows from one transaction to another.
type mover struct {
	from, to *gorm.DB
	rows     []models.RowCount

	progress  func(done, all int64)
	done, all int64
}

// prepare keeps everybody else from writing; a file's transaction does so by itself.
func (m *mover) prepare() error {
	if m.from.Name() == string(postgresEngine) {
		return m.from.Exec(`LOCK TABLE audit_entries IN EXCLUSIVE MODE`).Error
	}
	return nil
}

func (m *mover) move() error {
	if m.to.Name() == string(sqliteEngine) {
		if err := m.to.Exec(`PRAGMA defer_foreign_keys = ON`).Error; err != nil {
			return err
		}
	}
	tables, err := m.inOrder()
	if err != nil {
		return err
	}
	if err := m.to.Exec(`DELETE FROM origin`).Error; err != nil { // of the empty one
		return err
	}
	for _, table := range tables {
		var there int64
		if err := m.to.Table(table).Count(&there).Error; err != nil {
			return err
		}
		if there > 0 {
			return models.ErrMoveNotEmpty
		}
		var here int64
		if err := m.from.Table(table).Count(&here).Error; err != nil {
			return err
		}
		m.all += here
	}
	for _, table := range tables {
		if err := m.moveTable(table); err != nil {
			return fmt.Errorf("move %s: %w", table, err)
		}
	}
	return m.compareChains()
}

// inOrder lists the tables of our own, those first to which others refer.
func (m *mover) inOrder() (ordered []string, err error) {
	names, err := m.from.Migrator().GetTables()
	if err != nil {
		return nil, err
	}
	slices.Sort(names)
	left := slices.DeleteFunc(names, func(name string) bool {
		return name == migrations.Table || strings.HasPrefix(name, "sqlite_")
	})
	parents := map[string][]string{}
	for _, name := range left {
		if parents[name], err = m.parents(name); err != nil {
			return nil, err
		}
	}
	for len(left) > 0 {
		before := len(left)
		left = slices.DeleteFunc(left, func(name string) bool {
			free := !slices.ContainsFunc(parents[name], func(parent string) bool { return parent != name && !slices.Contains(ordered, parent) })
			if free {
				ordered = append(ordered, name)
			}
			return free
		})
		if len(left) == before {
			return nil, fmt.Errorf("tables refer to each other in a circle: %v", left)
		}
	}
	return ordered, nil
}

// parents are the tables to which a table refers.
func (m *mover) parents(table string) (parents []string, err error) {
	query := `SELECT DISTINCT "table" FROM pragma_foreign_key_list(?)`
	if m.from.Name() == string(postgresEngine) {
		query = `SELECT DISTINCT confrelid::regclass::text FROM pg_constraint WHERE contype = 'f' AND conrelid = ?::regclass`
	}
	return parents, m.from.Raw(query, table).Scan(&parents).Error
}

// moveTable copies the rows of a table, and compares both sides afterwards.
func (m *mover) moveTable(table string) error {
	columns, err := m.columns(table)
	if err != nil {
		return err
	}
	var sum digest
	var batch []map[string]any
	flush := func() error {
		if len(batch) == 0 {
			return nil
		}
		err := m.to.Table(table).Create(batch).Error
		m.done += int64(len(batch))
		m.progress(m.done, m.all)
		batch = nil
		return err
	}
	err = each(m.from, table, columns, func(row []any) error {
		sum.add(row)
		values := map[string]any{}
		for i, column := range columns {
			values[column.name] = row[i]
		}
		batch = append(batch, values)
		if len(batch)*len(columns) < 2000 { // either database takes at least so many values at once
			return nil
		}
		return flush()
	})
	if err = errors.Join(err, flush()); err != nil {
		return err
	}
	var there digest
	if err := each(m.to, table, columns, func(row []any) error { there.add(row); return nil }); err != nil {
		return err
	}
	if sum != there {
		return models.ErrMoveDiffers.With("table", table).With("here", sum.rows).With("there", there.rows)
	}
	m.rows = append(m.rows, models.RowCount{Name: table, Rows: sum.rows})
	return m.countOn(table, columns)
}

// countOn has the server go on counting where the rows end.
func (m *mover) countOn(table string, columns []column) error {
	if m.to.Name() != string(postgresEngine) || !slices.ContainsFunc(columns, func(one column) bool { return one.name == "id" }) {
		return nil
	}
	return m.to.Exec(`SELECT setval(sequence, greatest((SELECT max(id) FROM `+quoted(table)+`), 1)) FROM
		(SELECT pg_get_serial_sequence(?, 'id') AS sequence) AS one WHERE sequence IS NOT NULL`, table).Error
}

// column is a column of a table. SQLite keeps yes and no as numbers, and PostgreSQL
// hands fractions over as text.
type column struct {
	name           string
	flag, fraction bool
}

// columns are those of a table on both sides, which have to be the same.
func (m *mover) columns(table string) (columns []column, err error) {
	here, err := m.from.Migrator().ColumnTypes(table)
	if err != nil {
		return nil, err
	}
	there, err := m.to.Migrator().ColumnTypes(table)
	if err != nil {
		return nil, err
	}
	kinds := map[string]column{}
	for _, side := range [][]gorm.ColumnType{here, there} {
		for _, one := range side {
			kind, named := kinds[one.Name()], strings.ToLower(one.DatabaseTypeName())
			kind.name = one.Name()
			kind.flag = kind.flag || strings.HasPrefix(named, "bool")
			kind.fraction = kind.fraction || named == "real" || strings.HasPrefix(named, "float")
			kinds[kind.name] = kind
		}
	}
	if len(here) != len(there) || len(kinds) != len(here) {
		return nil, fmt.Errorf("%d columns here and %d there", len(here), len(there))
	}
	for _, one := range here {
		columns = append(columns, kinds[one.Name()])
	}
	return columns, nil
}

// each goes through the rows of a table, with values that are the same on both databases.
func each(db *gorm.DB, table string, columns []column, take func([]any) error) (err error) {
	names := make([]string, len(columns))
	for i, one := range columns {
		names[i] = quoted(one.name)
	}
	rows, err := db.Raw("SELECT " + strings.Join(names, ", ") + " FROM " + quoted(table)).Rows()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		row, places := make([]any, len(columns)), make([]any, len(columns))
		for i := range row {
			places[i] = &row[i]
		}
		if err := rows.Scan(places...); err != nil {
			return err
		}
		for i := range row {
			if row[i], err = same(row[i], columns[i]); err != nil {
				return err
			}
		}
		if err := take(row); err != nil {
			return err
		}
	}
	return rows.Err()
}

func quoted(name string) string { return `"` + strings.ReplaceAll(name, `"`, `""`) + `"` }

// same is a value as both databases keep it.
func same(value any, in column) (any, error) {
	switch value := value.(type) {
	case int64:
		if in.flag {
			return value != 0, nil
		}
	case string:
		if in.fraction {
			return strconv.ParseFloat(value, 64)
		}
	case time.Time:
		return utc(value), nil
	}
	return value, nil
}

// digest is the sum of a table: how many rows, and their hashes added up, so that their
// order does not matter.
type digest struct {
	rows int64
	sum  [4]uint64
}

func (d *digest) add(row []any) {
	hash := sha256.New()
	for _, value := range row {
		text := plain(value)
		_, _ = fmt.Fprintf(hash, "%d:%s", len(text), text) // a hash never fails
	}
	sum := hash.Sum(nil)
	for i := range d.sum {
		d.sum[i] += binary.BigEndian.Uint64(sum[8*i:])
	}
	d.rows++
}

// plain writes a value down, with what kind it is where that makes a difference.
func plain(value any) string {
	switch value := value.(type) {
	case nil:
		return "nothing"
	case []byte:
		return "=" + string(value)
	case string:
		return "=" + value
	case time.Time:
		return value.Format(time.RFC3339Nano)
	case float64:
		return strconv.FormatFloat(value, 'g', -1, 64)
	}
	return fmt.Sprint(value)
}

// compareChains holds that the history and the access log came over as they were.
func (m *mover) compareChains() error {
	var before, after health
	if err := before.readChains(m.from, true); err != nil {
		return err
	}
	if err := after.readChains(m.to, true); err != nil {
		return err
	}
	if before.Head != after.Head || len(before.DatabaseHealth.History) != len(after.DatabaseHealth.History) {
		return models.ErrMoveDiffers.With("table", "audit_entries").With("here", before.Head.Entry).With("there", after.Head.Entry)
	}
	return nil
}

// markMoved says in a database where everything is now.
func markMoved(db *gorm.DB, where string) error {
	steps := []string{`CREATE TABLE moved_to (address text NOT NULL)`}
	if db.Name() == string(sqliteEngine) {
		steps = append(steps, fmt.Sprintf(`PRAGMA application_id = %d`, movedID),
			`CREATE TRIGGER moved BEFORE INSERT ON audit_entries BEGIN SELECT RAISE(ABORT, '`+movedWord+`'); END`)
	} else {
		steps = append(steps, `CREATE FUNCTION refuse_moved() RETURNS trigger LANGUAGE plpgsql AS
			$$ BEGIN RAISE EXCEPTION 'moved' USING ERRCODE = '`+movedState+`'; END $$`,
			`CREATE TRIGGER moved BEFORE INSERT ON audit_entries EXECUTE FUNCTION refuse_moved()`)
	}
	for _, step := range steps {
		if err := db.Exec(step).Error; err != nil {
			return err
		}
	}
	return db.Exec(`INSERT INTO moved_to (address) VALUES (?)`, where).Error
}
