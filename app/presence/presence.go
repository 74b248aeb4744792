// Package presence tells each desk what the others have open.
package presence

import (
	"context"
	"slices"

	"nursedesk/app/office"
	"nursedesk/models"
)

// Service holds the use cases. Its methods may be called from any goroutine but
// block on the database: the screen calls them in the background.
type Service struct{ office *office.Office }

// New gives the service over an office.
func New(o *office.Office) *Service { return &Service{office: o} }

// Stay says which patients are open at this desk, and that it is still there with the
// call it has. It gives what is open at all desks, this one too. It is said every
// office.BeatEvery, and whenever another patient is open. No history tells of it.
func (s *Service) Stay(ctx context.Context, patients ...int64) ([]models.Presence, error) {
	present, settled, err := s.look(ctx, patients)
	if err != nil || settled {
		return present, err
	}
	err = s.office.Keep(ctx, func(tx *office.Tx) error {
		gone, err := tx.Lapsed()
		if err != nil {
			return err
		}
		all, err := tx.AllOpen()
		if err != nil {
			return err
		}
		for _, one := range all {
			if one.Desk == tx.Desk && one.Kind == models.OpenPatient && (one.By != tx.By || !slices.Contains(patients, one.SubjectID)) {
				gone = append(gone, one)
			}
		}
		if err := tx.RemovePresences(gone); err != nil {
			return err
		}
		if err := tx.SeePresences(tx.Desk, tx.Now); err != nil {
			return err
		}
		for _, id := range patients {
			if _, err := tx.AddPresence(tx.Here(models.Opened{Kind: models.OpenPatient, SubjectID: id})); err != nil {
				return err
			}
		}
		present, err = tx.AllOpen()
		return err
	})
	return present, err
}

// look reads what is open, and tells whether nothing has to be written: a desk that has
// nothing open, or has just said what, only reads.
func (s *Service) look(ctx context.Context, patients []int64) (present []models.Presence, settled bool, err error) {
	err = s.office.Read(ctx, func(tx *office.Tx) error {
		lapsed, err := tx.Lapsed()
		if err != nil {
			return err
		}
		if present, err = tx.AllOpen(); err != nil {
			return err
		}
		var said []int64
		settled = len(lapsed) == 0
		for _, one := range present {
			if one.Desk != tx.Desk {
				continue
			}
			if one.Kind == models.OpenPatient {
				said = append(said, one.SubjectID)
			}
			settled = settled && one.By == tx.By && tx.Now.Sub(one.Seen) < office.BeatEvery/2
		}
		wanted := slices.Clone(patients)
		slices.Sort(said)
		slices.Sort(wanted)
		settled = settled && slices.Equal(said, wanted)
		return nil
	})
	return present, settled, err
}

// Gone says that nothing is open at this desk any more.
func (s *Service) Gone(ctx context.Context) error {
	return s.office.Keep(ctx, func(tx *office.Tx) error {
		all, err := tx.AllOpen()
		if err != nil {
			return err
		}
		return tx.RemovePresences(slices.DeleteFunc(all, func(one models.Presence) bool { return one.Desk != tx.Desk }))
	})
}
