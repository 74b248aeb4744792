package backup

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"time"

	"nursedesk/models"
	"nursedesk/models/owneronly"
	"nursedesk/models/store"
)

// Failure is what went wrong, and when.
type Failure struct {
	At   time.Time
	Code string // of the Problem, or "fault"
}

func failureOf(at time.Time, err error) *Failure {
	if err == nil {
		return nil
	}
	failure := &Failure{At: at, Code: "fault"}
	var problem *models.Problem
	if errors.As(err, &problem) {
		failure.Code = problem.Code
	}
	return failure
}

// notes are what is remembered between two runs, beside the backups.
type notes struct {
	Failed      *Failure // the last backup, where it failed
	Drill       time.Time
	DrillFailed *Failure
	Restored    time.Time     // when a backup was last put back
	Untold      []restoration `json:",omitzero"`
	Tries       tries         `json:",omitzero"`
}

func (b *Backups) notesFile() string { return filepath.Join(b.folder, "notes.settings") }

func (b *Backups) notes() (kept notes) {
	body, err := os.ReadFile(b.notesFile())
	if err != nil || json.Unmarshal(body, &kept) != nil {
		return notes{}
	}
	return kept
}

func (b *Backups) note(change func(*notes)) error {
	kept := b.notes()
	change(&kept)
	if err := owneronly.Folder(b.folder); err != nil {
		return explain(err, b.folder)
	}
	return explain(keepFile(b.notesFile(), kept), b.folder)
}

// old is after how long without a good backup somebody has to do something.
const old = 48 * time.Hour

// State is how the backups are.
type State struct {
	Newest      Backup // the newest sound one; zero where there is none
	Age         time.Duration
	Old         bool // there is none, or it is two days old
	Failed      *Failure
	Drill       time.Time // zero: never
	DrillFailed *Failure
	Target      Target
}

// State tells how the backups are.
func (b *Backups) State() (State, error) {
	kept := b.notes()
	state := State{Failed: kept.Failed, Drill: kept.Drill, DrillFailed: kept.DrillFailed, Target: b.Target()}
	newest, ok, err := b.Newest()
	if err != nil {
		return state, err
	}
	state.Newest, state.Age = newest, b.clock.Now().Sub(newest.At)
	state.Old = !ok || state.Age >= old
	return state, nil
}

// Compare holds the history and the access log of the open database against every sound backup since the last
// restore, those that left the computer too: the row that was the last one in a backup must still be there, and say
// the same. It gives the faults found against the newest backup that knows better; none where all is well.
func (b *Backups) Compare(ctx context.Context, opened *store.Store) ([]models.HistoryFault, error) {
	all, err := b.List()
	if err != nil {
		return nil, err
	}
	restored := b.notes().Restored
	for _, one := range all {
		if !one.Sound || one.At.Before(restored) {
			continue
		}
		if faults, err := unlike(ctx, opened, one); err != nil || len(faults) > 0 {
			return faults, err
		}
	}
	return nil, nil
}

// unlike are the chains whose head in a backup the open database does not hold.
func unlike(ctx context.Context, opened *store.Store, one Backup) (faults []models.HistoryFault, err error) {
	for _, chain := range []struct {
		of   models.Chain
		head models.HistoryHead
	}{{models.ChainHistory, one.Head}, {models.ChainLooks, one.Looks}} {
		holds, err := opened.Holds(ctx, chain.of, chain.head)
		if err != nil {
			return nil, err
		}
		if !holds {
			faults = append(faults, models.HistoryFault{Of: chain.of, Kind: models.HistoryUnlikeBackup, Entry: chain.head.Entry, At: chain.head.At})
		}
	}
	return faults, nil
}
