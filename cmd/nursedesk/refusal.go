package main

import (
	"context"
	"errors"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"

	"fyne.io/fyne/v2"

	"nursedesk/app/backup"
	"nursedesk/app/emergency"
	"nursedesk/app/office"
	"nursedesk/app/staff"
	"nursedesk/models"
	"nursedesk/models/store"
	"nursedesk/views"
	"nursedesk/views/background"
	"nursedesk/views/locale"
	"nursedesk/views/preferences"
)

// refusal is what the window says where there is no desk, and what it offers:
// the newest backup, the folder, and where a database is gone a new one. release
// closes what of the database is still open.
func (s *session) refusal(ctx context.Context, application fyne.App, problem error, release func()) views.Refusal {
	refusal := views.Refusal{
		Problem: problem, Runner: &background.Screen{Base: func() context.Context { return context.WithoutCancel(ctx) }},
	}
	where, err := s.location()
	if err != nil {
		return refusal
	}
	if errors.Is(problem, models.ErrDatabaseLeft) {
		_ = emergency.Remove(localBox(where)) // what was true of it is so no longer; a list that stays says when it was
	} else if s.pictures != nil {
		refusal.Paper = s.emergencyPaper(where, preferences.New(application.Preferences()), s.pictures, refusal.Runner)
	}
	again := func(args ...string) (string, []views.Offer, error) {
		s.first.release() // or the new one would only bring this one to the front
		err := startAgain(args)
		if err == nil {
			refusal.Runner.OnScreen(application.Quit)
		}
		return "", nil, err
	}
	start := views.Offer{Text: locale.T("refuse.start"), Do: func() (string, []views.Offer, error) { return again(os.Args[1:]...) }}
	if store.IsServer(where) {
		refusal.Offers = append(refusal.Offers, views.Offer{
			Text: locale.T("refuse.again"), Do: func() (string, []views.Offer, error) { return again(os.Args[1:]...) },
		})
		return refusal
	}
	lost := errors.Is(problem, models.ErrDatabaseGone) || errors.Is(problem, models.ErrDatabaseEmpty)
	if lost || errors.Is(problem, models.ErrDatabaseDamaged) {
		s.offerRestore(ctx, &refusal, start, release)
	}
	if errors.Is(problem, models.ErrDatabaseGone) {
		refusal.Offers = append(refusal.Offers, views.Offer{
			Text: locale.T("refuse.new"), Sure: locale.T("refuse.new.sure"),
			Do: func() (string, []views.Offer, error) { return again(append(os.Args[1:], "--new")...) },
		})
	}
	refusal.Offers = append(refusal.Offers, views.Offer{Text: locale.T("refuse.folder"), Do: func() (string, []views.Offer, error) {
		return "", nil, application.OpenURL(&url.URL{Scheme: "file", Path: filepath.ToSlash(filepath.Dir(where))})
	}})
	return refusal
}

// offerRestore offers the newest sound backup that can be read without a key, with what it
// holds beside what is there. Where staff worked at its desk, one of them has to say who they are.
func (s *session) offerRestore(ctx context.Context, refusal *views.Refusal, start views.Offer, release func()) {
	where, err := s.location()
	if err != nil {
		return
	}
	backups, err := s.backups()
	if err != nil {
		return
	}
	rules, err := s.rules()
	if err != nil {
		return
	}
	chosen, people, fact := readable(ctx, backups)
	if fact != "" {
		refusal.Facts = []string{fact}
		return
	}
	refusal.Facts = []string{locale.T("refuse.backup", "at", locale.Moment(chosen.At), "holds", holds(chosen))}
	if present, err := backups.Present(ctx); err == nil {
		refusal.Facts = append(refusal.Facts, locale.T("refuse.present", "holds", holds(present)))
	}
	put := func(who func() (office.Person, error)) (string, []views.Offer, error) {
		release()
		kept, err := restore(ctx, where, backups, chosen, "", who)
		if err != nil {
			return "", nil, err
		}
		said := locale.T("restore.done", "path", where)
		if kept != "" {
			said += "\n" + locale.T("restore.kept", "path", kept)
		}
		return said, []views.Offer{start}, nil
	}
	offer := views.Offer{Text: locale.T("refuse.restore"), Sure: locale.T("refuse.restore.sure")}
	if len(people) == 0 {
		offer.Do = func() (string, []views.Offer, error) {
			return put(func() (office.Person, error) { return office.Acting(ctx), nil })
		}
	} else {
		offer.Who = locale.T("refuse.restore.who", "at", locale.Moment(chosen.At))
		offer.DoAs = func(name, password string) (string, []views.Offer, error) {
			return put(func() (office.Person, error) {
				return staff.ToRestore(people, backups, rules.Access, office.SystemClock().Now(), name, password)
			})
		}
	}
	refusal.Offers = append(refusal.Offers, offer)
}

// readable is the newest sound backup that needs no key, and who worked at its desk; else fact says why there is none.
func readable(ctx context.Context, backups *backup.Backups) (chosen backup.Backup, people []models.Staff, fact string) {
	fact = locale.T("refuse.no-backup")
	all, err := backups.List()
	if err != nil {
		return chosen, nil, fact
	}
	for i, one := range slices.DeleteFunc(all, func(one backup.Backup) bool { return !one.Sound }) {
		if one.Encrypted() {
			if i == 0 {
				fact = locale.T("refuse.encrypted", "path", one.Path())
			}
			continue
		}
		if !one.Intact() {
			continue
		}
		if people, err = one.Staff(ctx); err == nil {
			return one, people, ""
		}
	}
	return chosen, nil, fact
}

// restore puts a backup in the place of the database, which no desk may have open. who is asked once that is
// sure, and can refuse.
func restore(
	ctx context.Context, where string, backups *backup.Backups, chosen backup.Backup, key string, who func() (office.Person, error),
) (kept string, err error) {
	unlock, err := lockDesk(where)
	if err != nil {
		return "", err
	}
	defer unlock()
	person, err := who()
	if err != nil {
		return "", err
	}
	return backups.Restore(office.WithPerson(ctx, person), chosen, key)
}

// startAgain starts the program once more, beside this one.
var startAgain = func(args []string) error {
	program, err := os.Executable()
	if err != nil {
		return err
	}
	next := exec.Command(program, args...) //nolint:gosec // this very program
	next.Stdout, next.Stderr = os.Stdout, os.Stderr
	return next.Start()
}
