package main

import (
	"context"
	"errors"
	"time"

	"nursedesk/app/backup"
	"nursedesk/models"
	"nursedesk/models/store"
	"nursedesk/views"
	"nursedesk/views/background"
	"nursedesk/views/locale"
)

// keep looks after the database of a window, and says in it how the backups are.
// A server and a test database have nobody who does. Call stop before the
// database is closed.
func (s *session) keep(ctx context.Context, opened *store.Store, screen background.Runner, window *views.Window) (stop func()) {
	backups, err := s.backups()
	if err != nil || opened.Test() || opened.Server() {
		return func() {}
	}
	k := &keeper{
		store: opened, backups: backups,
		tell: func(state backup.State) { screen.OnScreen(func() { window.SetBackup(state) }) },
		fail: func(err error) { screen.OnScreen(func() { window.Fail(err) }) },
	}
	ctx, cancel := context.WithCancel(ctx)
	done := make(chan struct{})
	go func() {
		defer close(done)
		k.run(ctx)
	}()
	return func() {
		cancel()
		<-done
	}
}

// keepEvery is how often an open desk looks after its database.
const keepEvery = 10 * time.Minute

// keeper looks after the database while its desk is open.
type keeper struct {
	store   *store.Store
	backups *backup.Backups
	tell    func(backup.State) // how the backups are
	fail    func(error)        // what the nurse has to hear
}

// run takes the day's backup, tries one out every week and watches the files,
// until ctx ends. The history is read through once.
func (k *keeper) run(ctx context.Context) {
	k.report(k.history(ctx))
	for {
		k.report(k.once(ctx))
		select {
		case <-ctx.Done():
			return
		case <-time.After(keepEvery):
		}
	}
}

func (k *keeper) report(err error) {
	if err != nil && !errors.Is(err, context.Canceled) {
		k.fail(err)
	}
}

// history looks whether the history is as it was written, and as the newest backup holds it.
func (k *keeper) history(ctx context.Context) error {
	faults, err := k.store.CheckHistory(ctx)
	if err != nil {
		return err
	}
	unlike, err := k.backups.Compare(ctx, k.store)
	if err != nil {
		return err
	}
	faults = append(faults, unlike...)
	if len(faults) == 0 {
		return nil
	}
	return models.ErrHistoryBroken.With("fault", locale.HistoryFault(faults[0]))
}

func (k *keeper) once(ctx context.Context) error {
	err := k.store.InPlace()
	if due, dueErr := k.backups.Due(); err == nil && dueErr == nil && due {
		_, err = k.backups.Take(ctx, backup.Daily, k.store.Copy)
	}
	if err == nil && k.backups.DrillDue() {
		err = k.backups.Drill(ctx)
	}
	state, stateErr := k.backups.State()
	if stateErr == nil {
		k.tell(state)
	}
	return errors.Join(err, stateErr)
}
