package store

import (
	"time"

	"gorm.io/gorm"

	"nursedesk/models"
)

// chained is a row that is never altered or removed: each is linked to the one before it.
// An erasure alone takes the words out of one, and leaves the link.
type chained interface {
	LinkTo(previous string) (string, error)
	Head() models.HistoryHead
	EmptiedBy() *int64
	Says() (string, error)
}

// chainLock has desks on one PostgreSQL server write their chains one after the other.
const chainLock = applicationID + 1

// link gives the link of a row that follows the newest of its table.
func link[T chained](t *Tx, row T) (string, error) {
	previous, err := newestLink[T](t)
	if err != nil {
		return "", err
	}
	return row.LinkTo(previous)
}

// newestLink is the link of a table's newest row, "" where there is none. Nobody else adds
// one until the transaction ends.
func newestLink[T chained](t *Tx) (previous string, err error) {
	if err := t.Alone(); err != nil {
		return "", err
	}
	err = t.db.Model(new(T)).Select("link").Order("id DESC").Limit(1).Scan(&previous).Error
	return previous, err
}

// Alone waits until nobody else changes anything, and keeps it so until the transaction ends:
// what was read from here on is still so when it is written. On SQLite that is always so.
func (t *Tx) Alone() error {
	if t.alone || t.db.Name() != string(postgresEngine) {
		return nil
	}
	err := t.db.Exec(`SELECT pg_advisory_xact_lock(?)`, chainLock).Error
	t.alone = err == nil
	return err
}

// clockSlip is how far the system's clock may be set back without a word in the
// check of a chain: time servers move it by seconds.
const clockSlip = 10 * time.Minute

// mostChainFaults bounds what is listed of a chain: where many rows are wrong, the first ones say enough.
const mostChainFaults = 10

// readChain reads through every row of a chain. It gives the newest, the places that do
// not follow from the row before, and what erasures left.
func readChain[T chained](db *gorm.DB, of models.Chain, test bool) (head models.HistoryHead, faults []models.HistoryFault, left emptied, err error) {
	left = emptied{}
	rows, err := db.Model(new(T)).Order("id").Rows()
	if err != nil {
		return head, nil, nil, err
	}
	defer func() { _ = rows.Close() }() // its error is that of rows.Err
	for rows.Next() {
		var row T
		if err := db.ScanRows(rows, &row); err != nil {
			return head, nil, nil, err
		}
		present := row.Head()
		sound, err := follows(row, head.Link, left)
		if err != nil {
			return head, nil, nil, err
		}
		if !sound {
			faults = append(faults, models.HistoryFault{Of: of, Kind: models.HistoryAltered, Entry: present.Entry, At: present.At})
		}
		if !test && present.At.Before(head.At.Add(-clockSlip)) {
			faults = append(faults, models.HistoryFault{Of: of, Kind: models.HistoryBackdated, Entry: present.Entry, At: present.At})
		}
		head = present
	}
	return head, faults[:min(len(faults), mostChainFaults)], left, rows.Err()
}

// follows tells whether a row follows from the link before it. One whose words were taken out
// can't be asked: it is put to what its erasure left.
func follows[T chained](row T, previous string, left emptied) (bool, error) {
	if by := row.EmptiedBy(); by != nil {
		said, err := row.Says()
		left.add(*by, row.Head(), said)
		return true, err
	}
	link, err := row.LinkTo(previous)
	return link == row.Head().Link, err
}

// cutChain finds out whether rows were taken from a chain's end: SQLite remembers
// the last number that it gave.
func cutChain(db *gorm.DB, of models.Chain, table string, head models.HistoryHead) ([]models.HistoryFault, error) {
	var last int64
	if err := db.Raw(`SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = ?`, table).Scan(&last).Error; err != nil {
		return nil, err
	}
	if last <= head.Entry {
		return nil, nil
	}
	return []models.HistoryFault{{Of: of, Kind: models.HistoryCut, Entry: head.Entry, At: head.At}}, nil
}
