package store

import (
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"nursedesk/models"
)

// What is written comes back the same, in UTC, whatever zone it was given in.
func TestEveryFieldComesBack(t *testing.T) {
	start := models.NewDate(2026, 12, 14).At(8, 30)
	onBoth(t, func(t *testing.T, s *Store) {
		patient := models.Patient{
			PersonalNumber: "191212121212", GivenName: "Tolvan", FamilyName: "Tolvansson", Phone: "+46701740605",
			Email: "tolvan@example.se", Language: models.English, Note: "rad 1\nrad 2 – åäö ‼ 'citat' \"till\" ; --",
		}
		write(t, s, func(tx *Tx) error { return tx.SavePatient(&patient) })
		booking := models.Booking{
			PatientID: patient.ID, Procedure: "neurotomy", ProtocolVersion: "3", Start: start, PerformedAt: ref(start.Add(20 * time.Minute)),
			BookedOn: day("2026-11-20"), Surgeon: "Kirurg A", Theatre: "Sal 1", Medicines: models.MedicinesOf("B01AA03"),
			Conditions: []models.Condition{models.Insulin}, Health: models.HealthDeclaration{FeverOrIll: ref(false), Antibiotics: ref(true)},
			Status: models.StatusPerformed, StatusReason: "s", Note: "n",
		}
		write(t, s, func(tx *Tx) error { return tx.SaveBooking(&booking) })
		call := models.Call{
			PatientID: patient.ID, BookingID: &booking.ID, At: start.Add(time.Hour), Caller: "anhörig", Phone: "+4631818083",
			Reason: "ont", Advice: "vila", CallbackAt: ref(start.Add(2 * time.Hour)), By: "Sköterska A",
		}
		write(t, s, func(tx *Tx) error { return tx.SaveCall(&call) })
		task := models.Task{
			PatientID: patient.ID, BookingID: &booking.ID, CallID: &call.ID, Step: "physio", Role: models.Physio,
			Kind: models.Appointment, State: models.Booked, Due: day("2026-12-28"), Earliest: day("2026-12-26"), Latest: day("2027-01-01"),
			BookBy: day("2026-12-17"), Late: true, NoWorkingDay: true, MovedByHand: true, MoveReason: "resa",
			At: ref(models.NewDate(2026, 12, 29).At(0, 15)), Place: "Hus B", With: "Fys A", Outcome: map[string]string{"where": "here"},
			Note: "n", LateReason: "l", ClosedBy: "c", ClosedAt: ref(start.Add(3 * time.Hour)),
		}
		write(t, s, func(tx *Tx) error { return tx.SaveTask(&task) })
		lines := []models.SheetLine{
			{Step: "physio", Day: day("2026-12-29"), At: ref(models.NewDate(2026, 12, 29).At(0, 15).UTC()), Place: "Hus B", With: "Fys A"},
			{Step: "stitch-removal", Day: day("2026-12-28")},
		}
		sheet := models.Sheet{
			BookingID: booking.ID, Language: models.Swedish, Form: models.SheetLarge, Texts: "sv.9f7534", Hash: "h", PlanHash: "p",
			Lines: lines, Pages: 4, How: models.SheetPrinted, By: "b",
		}
		write(t, s, func(tx *Tx) error { return tx.SaveSheet(&sheet, []byte("%PDF")) })
		sheet.Told = []models.Telling{{At: noon, By: "c", TaskID: task.ID, PlanHash: "q", Lines: lines[1:]}}
		write(t, s, func(tx *Tx) error { return tx.SaveTold(sheet) })
		entry := models.AuditEntry{
			At: start, By: "Sköterska A", Action: "booking.moved", PatientID: &patient.ID, BookingID: &booking.ID,
			TaskID: &task.ID, Details: map[string]string{"from": "a", "to": "b"},
		}
		write(t, s, func(tx *Tx) error { return tx.Audit(entry) })

		require.Equal(t, 1, patient.Version)
		require.Equal(t, noon, patient.CreatedAt)
		require.Equal(t, time.UTC, booking.Start.Location(), "what is given back is what was kept")
		require.Equal(t, day("2026-12-29"), task.ActOn, "a booked appointment acts on its own day in Stockholm")

		read(t, s, func(tx *Tx) error {
			kept, err := tx.Patient(patient.ID)
			require.NoError(t, err)
			require.Equal(t, patient, kept)
			byNumber, err := tx.PatientByNumber("191212121212")
			require.NoError(t, err)
			require.Equal(t, patient, byNumber)

			keptBooking, err := tx.Booking(booking.ID)
			require.NoError(t, err)
			require.Equal(t, booking, keptBooking)
			require.True(t, keptBooking.Start.Equal(start))
			bookings, err := tx.BookingsOf(patient.ID)
			require.NoError(t, err)
			require.Equal(t, []models.Booking{booking}, bookings)

			keptTask, err := tx.Task(task.ID)
			require.NoError(t, err)
			require.Equal(t, task, keptTask)
			ofBooking, err := tx.TasksOfBooking(booking.ID)
			require.NoError(t, err)
			require.Equal(t, []models.Task{task}, ofBooking)
			ofPatient, err := tx.TasksOfPatient(patient.ID)
			require.NoError(t, err)
			require.Equal(t, []models.Task{task}, ofPatient)

			calls, err := tx.CallsOf(patient.ID)
			require.NoError(t, err)
			require.Equal(t, []models.Call{call}, calls)
			sheets, err := tx.SheetsOf(patient.ID)
			require.NoError(t, err)
			require.Equal(t, []models.Sheet{sheet}, sheets)

			history, err := tx.History(patient.ID, 0)
			require.NoError(t, err)
			entry.ID, entry.At, entry.Link = history[0].ID, utc(entry.At), history[0].Link
			require.Equal(t, []models.AuditEntry{entry}, history)
			return nil
		})
	})
}

// Emptied fields are written too: an update that skips zero values would leave
// the old answer standing.
func TestEmptyFieldsAreWritten(t *testing.T) {
	onBoth(t, func(t *testing.T, s *Store) {
		patient := models.Patient{PersonalNumber: "191212121212", GivenName: "T", FamilyName: "T", Phone: "+46701740605", Email: "a@b.se", Note: "n"}
		write(t, s, func(tx *Tx) error { return tx.SavePatient(&patient) })
		booking := addBooking(t, s, patient, noon, func(b *models.Booking) {
			b.PerformedAt, b.Medicines, b.Conditions = ref(noon), models.MedicinesOf("B01AA03"), []models.Condition{models.Insulin}
			b.Health = models.HealthDeclaration{FeverOrIll: ref(true)}
			b.Surgeon, b.Theatre, b.Note, b.StatusReason = "a", "b", "c", "d"
		})
		task := addTask(t, s, booking, models.Task{
			Step: "physio", Due: day("2026-12-01"), Earliest: day("2026-12-01"), Latest: day("2026-12-02"), BookBy: day("2026-11-30"), Late: true,
			NoWorkingDay: true, MovedByHand: true, MoveReason: "a", At: ref(noon), Place: "b", With: "c",
			Outcome: map[string]string{"a": "b"}, Note: "d", LateReason: "e", ClosedBy: "f", ClosedAt: ref(noon),
		})
		call := models.Call{PatientID: patient.ID, BookingID: &booking.ID, At: noon, Caller: "a", Phone: "+4631", Reason: "b", Advice: "c", CallbackAt: ref(noon), By: "d"}
		write(t, s, func(tx *Tx) error { return tx.SaveCall(&call) })

		patient = models.Patient{ID: patient.ID, Version: patient.Version, CreatedAt: patient.CreatedAt}
		booking = models.Booking{ID: booking.ID, PatientID: patient.ID, Version: booking.Version, CreatedAt: booking.CreatedAt}
		task = models.Task{ID: task.ID, PatientID: patient.ID, Version: task.Version, CreatedAt: task.CreatedAt}
		call = models.Call{ID: call.ID, PatientID: patient.ID, CreatedAt: call.CreatedAt}
		write(t, s, func(tx *Tx) error {
			require.NoError(t, tx.SavePatient(&patient))
			require.NoError(t, tx.SaveBooking(&booking))
			require.NoError(t, tx.SaveTask(&task))
			return tx.SaveCall(&call)
		})

		require.Equal(t, 2, task.Version)
		require.Equal(t, patient, got(t, s, func(tx *Tx) (models.Patient, error) { return tx.Patient(patient.ID) }))
		require.Equal(t, booking, got(t, s, func(tx *Tx) (models.Booking, error) { return tx.Booking(booking.ID) }))
		require.Equal(t, task, got(t, s, func(tx *Tx) (models.Task, error) { return tx.Task(task.ID) }))
		require.Equal(t, []models.Call{call}, got(t, s, func(tx *Tx) ([]models.Call, error) { return tx.CallsOf(patient.ID) }))
	})
}

// A list that was emptied is not the same as one that was never asked for.
func TestEmptyListIsNotNil(t *testing.T) {
	onBoth(t, func(t *testing.T, s *Store) {
		booking := addBooking(t, s, addPatient(t, s, "T", "T"), noon, func(b *models.Booking) { b.Medicines = models.Medicines{} })
		kept := got(t, s, func(tx *Tx) (models.Booking, error) { return tx.Booking(booking.ID) })
		require.Equal(t, models.Medicines{}, kept.Medicines)
		require.Nil(t, kept.Conditions)
	})
}

// CreatedAt stays when the caller did not read it first; UpdatedAt follows the clock.
func TestTimestamps(t *testing.T) {
	clock := noon
	s := openFile(t, Options{Log: quiet(), Now: func() time.Time { return clock.In(models.Stockholm) }})
	patient := addPatient(t, s, "T", "T")
	clock = noon.Add(time.Hour + 123*time.Nanosecond)
	patient.CreatedAt = time.Time{}
	write(t, s, func(tx *Tx) error { return tx.SavePatient(&patient) })
	kept := got(t, s, func(tx *Tx) (models.Patient, error) { return tx.Patient(patient.ID) })
	require.Equal(t, noon, kept.CreatedAt)
	require.Equal(t, noon.Add(time.Hour), kept.UpdatedAt)
}

// Two desks that opened the same thing: the second to save is told so, and
// what the first one wrote stands. A row that is gone is not found.
func TestStaleIsRefused(t *testing.T) {
	onBoth(t, func(t *testing.T, s *Store) {
		patient := addPatient(t, s, "T", "T")
		booking := addBooking(t, s, patient, noon)
		task := addTask(t, s, booking, models.Task{Due: day("2026-12-01")})
		for name, save := range map[string]func(tx *Tx, note string, id int64) error{
			"patient": func(tx *Tx, note string, id int64) error {
				mine := patient
				mine.Note, mine.ID = note, mine.ID+id
				return tx.SavePatient(&mine)
			},
			"booking": func(tx *Tx, note string, id int64) error {
				mine := booking
				mine.Note, mine.ID = note, mine.ID+id
				return tx.SaveBooking(&mine)
			},
			"task": func(tx *Tx, note string, id int64) error {
				mine := task
				mine.Note, mine.ID = note, mine.ID+id
				return tx.SaveTask(&mine)
			},
		} {
			t.Run(name, func(t *testing.T) {
				write(t, s, func(tx *Tx) error { return save(tx, "first", 0) })
				err := s.Write(t.Context(), func(tx *Tx) error { return save(tx, "second", 0) })
				require.ErrorIs(t, err, models.ErrStale)
				err = s.Write(t.Context(), func(tx *Tx) error { return save(tx, "third", 1000) })
				require.ErrorIs(t, err, models.ErrNotFound)
			})
		}
		require.Equal(t, "first", got(t, s, func(tx *Tx) (models.Patient, error) { return tx.Patient(patient.ID) }).Note)
		require.Equal(t, "first", got(t, s, func(tx *Tx) (models.Booking, error) { return tx.Booking(booking.ID) }).Note)
		require.Equal(t, "first", got(t, s, func(tx *Tx) (models.Task, error) { return tx.Task(task.ID) }).Note)
	})
}

// A refused save leaves the caller's draft as it was, so that it can be shown again.
func TestStaleLeavesTheDraft(t *testing.T) {
	s := openFile(t, at(noon))
	patient := addPatient(t, s, "T", "T")
	mine := patient
	write(t, s, func(tx *Tx) error { return tx.SavePatient(&patient) })
	before := mine
	require.ErrorIs(t, s.Write(t.Context(), func(tx *Tx) error { return tx.SavePatient(&mine) }), models.ErrStale)
	require.Equal(t, before, mine)
}

func TestNotFound(t *testing.T) {
	onBoth(t, func(t *testing.T, s *Store) {
		for name, query := range map[string]func(tx *Tx) error{
			"patient":   func(tx *Tx) error { _, err := tx.Patient(7); return err },
			"by number": func(tx *Tx) error { _, err := tx.PatientByNumber("191212121212"); return err },
			"no number": func(tx *Tx) error { _, err := tx.PatientByNumber(""); return err },
			"booking":   func(tx *Tx) error { _, err := tx.Booking(7); return err },
			"task":      func(tx *Tx) error { _, err := tx.Task(7); return err },
			"owner":     func(tx *Tx) error { return tx.SaveTask(&models.Task{PatientID: 7}) },
			"call":      func(tx *Tx) error { return tx.SaveCall(&models.Call{ID: 7, PatientID: 7}) },
		} {
			t.Run(name, func(t *testing.T) {
				require.ErrorIs(t, s.Write(t.Context(), query), models.ErrNotFound)
			})
		}
	})
}

// The same person is registered once; people without a number are told apart.
func TestPersonalNumberIsUnique(t *testing.T) {
	onBoth(t, func(t *testing.T, s *Store) {
		addPatient(t, s, "Okänd", "Ett")
		second := addPatient(t, s, "Okänd", "Två")
		tolvan := models.Patient{GivenName: "Tolvan", FamilyName: "Tolvansson", PersonalNumber: "191212121212"}
		write(t, s, func(tx *Tx) error { return tx.SavePatient(&tolvan) })
		write(t, s, func(tx *Tx) error { return tx.SavePatient(&tolvan) })

		twin := models.Patient{GivenName: "Tolvan", FamilyName: "Tolvansson", PersonalNumber: "191212121212"}
		exists := &models.Problem{Code: "patient.exists", Field: "personal-number"}
		require.ErrorIs(t, s.Write(t.Context(), func(tx *Tx) error { return tx.SavePatient(&twin) }), exists)
		require.Zero(t, twin.ID)
		second.PersonalNumber = "191212121212"
		require.ErrorIs(t, s.Write(t.Context(), func(tx *Tx) error { return tx.SavePatient(&second) }), exists)
	})
}

// The clinic's settings are one row, and two desks do not overwrite each other.
func TestClinic(t *testing.T) {
	onBoth(t, func(t *testing.T, s *Store) {
		read(t, s, func(tx *Tx) error {
			clinic, saved, err := tx.Clinic()
			require.Equal(t, models.Clinic{}, clinic)
			require.False(t, saved)
			return err
		})
		mine := models.Clinic{Name: "Kliniken", Theatres: []string{"Sal 1", "Sal 2"}, Opens: "07:00", Closes: "16:00", PhoneOpens: "08:30", PhoneCloses: "15:00"}
		other := mine
		write(t, s, func(tx *Tx) error { return tx.SaveClinic(&mine) })
		require.ErrorIs(t, s.Write(t.Context(), func(tx *Tx) error { return tx.SaveClinic(&other) }), models.ErrStale)
		old := mine
		mine.Theatres, mine.Name = nil, ""
		write(t, s, func(tx *Tx) error { return tx.SaveClinic(&mine) })
		require.ErrorIs(t, s.Write(t.Context(), func(tx *Tx) error { return tx.SaveClinic(&old) }), models.ErrStale)
		read(t, s, func(tx *Tx) error {
			clinic, saved, err := tx.Clinic()
			require.True(t, saved)
			require.Equal(t, mine, clinic)
			require.Equal(t, 2, clinic.Version)
			return err
		})
	})
}

// A protocol version means the same for ever, for it decides a patient's dates.
func TestFrozenProtocols(t *testing.T) {
	onBoth(t, func(t *testing.T, s *Store) {
		for range 2 {
			write(t, s, func(tx *Tx) error { return tx.FreezeProtocol("neurotomy", "1", []byte("a: å\n")) })
		}
		write(t, s, func(tx *Tx) error { return tx.FreezeProtocol("block", "1", []byte("b")) })
		err := s.Write(t.Context(), func(tx *Tx) error { return tx.FreezeProtocol("neurotomy", "1", []byte("a: ä\n")) })
		require.ErrorIs(t, err, &models.Problem{Code: "protocol.changed"})
		require.Equal(t, []FrozenProtocol{{"block", "1", []byte("b")}, {"neurotomy", "1", []byte("a: å\n")}},
			got(t, s, func(tx *Tx) ([]FrozenProtocol, error) { return tx.Protocols() }))
	})
}

// The history comes newest first and only so much of it.
func TestHistory(t *testing.T) {
	onBoth(t, func(t *testing.T, s *Store) {
		patient, other := addPatient(t, s, "T", "T"), addPatient(t, s, "O", "O")
		write(t, s, func(tx *Tx) error {
			for i := range 5 {
				require.NoError(t, tx.Audit(models.AuditEntry{At: noon, By: "a", Action: fmt.Sprint(i), PatientID: &patient.ID}))
			}
			require.NoError(t, tx.Audit(models.AuditEntry{At: noon, By: "a", Action: "clinic.changed"}))
			return tx.Audit(models.AuditEntry{At: noon, By: "a", Action: "x", PatientID: &other.ID})
		})
		entries := got(t, s, func(tx *Tx) ([]models.AuditEntry, error) { return tx.History(patient.ID, 2) })
		require.Len(t, entries, 2)
		require.Equal(t, "4", entries[0].Action)
		require.Nil(t, entries[0].Details)
	})
}

// A store without a clock would stamp rows with the machine's, whatever the desk's says.
func TestNoClock(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "desk.db")
	_, err := Open(t.Context(), path, Options{Log: quiet()})
	require.ErrorIs(t, err, errNoClock)
	require.NoFileExists(t, path)
}

// What another clock stamps is stamped by it alone, in every column.
func TestWithClock(t *testing.T) {
	t.Parallel()
	s := openFile(t, at(noon))
	lastYear := noon.AddDate(-1, 0, 0)
	addPatient(t, s.WithClock(func() time.Time { return lastYear.In(models.Stockholm) }), "Tolvan", "Tolvansson")
	addPatient(t, s, "Trettonde", "Tolvansson")
	for _, row := range got(t, s, everyone) {
		patient := got(t, s, func(tx *Tx) (models.Patient, error) { return tx.Patient(row.ID) })
		stamp := noon
		if patient.GivenName == "Tolvan" {
			stamp = lastYear
		}
		require.Equal(t, stamp, patient.CreatedAt)
		require.Equal(t, stamp, patient.UpdatedAt)
	}
}

// Tasks added together are kept as if each had been saved by itself.
func TestAddTasks(t *testing.T) {
	onBoth(t, func(t *testing.T, s *Store) {
		booking := addBooking(t, s, addPatient(t, s, "Tolvan", "Tolvansson"), noon)
		task := func(step string) models.Task {
			return models.Task{
				PatientID: booking.PatientID, BookingID: &booking.ID, Step: step, Role: models.Nurse, Kind: models.Appointment,
				State: models.ToBook, Due: day("2026-12-14"), BookBy: day("2026-12-01"), At: ref(noon.In(models.Stockholm)),
				Outcome: map[string]string{"wound": "yes"},
			}
		}
		one, together := task("a"), []models.Task{task("a"), task("b"), task("c")}
		write(t, s, func(tx *Tx) error { return tx.SaveTask(&one) })
		write(t, s, func(tx *Tx) error { return tx.AddTasks(together) })
		write(t, s, func(tx *Tx) error { return tx.AddTasks(nil) })
		kept := got(t, s, func(tx *Tx) ([]models.Task, error) { return tx.TasksOfBooking(booking.ID) })
		require.Equal(t, append([]models.Task{one}, together...), kept)
		require.Equal(t, []string{"a", "a", "b", "c"}, []string{kept[0].Step, kept[1].Step, kept[2].Step, kept[3].Step})
		require.Equal(t, day("2026-12-01"), kept[3].ActOn)
	})
}
