package bookings_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/app"
	"nursedesk/app/apptest"
	"nursedesk/app/bookings"
	"nursedesk/app/office"
	"nursedesk/models"
	"nursedesk/models/store"
)

// beside is another desk at the same database, as a second computer would be.
func beside(d *apptest.Desk) *app.Desk {
	d.T.Helper()
	opened, err := store.Open(d.T.Context(), d.Location(), store.Options{Now: d.Wall.Now, MadeUpTime: true})
	require.NoError(d.T, err)
	d.T.Cleanup(func() { require.NoError(d.T, opened.Close()) })
	params := d.Params
	params.Store = opened
	other, err := app.New(apptest.Nurse(), params)
	require.NoError(d.T, err)
	return other
}

func quietly(bookings.ImportProgress) {}

// taking is a booking of another patient in the theatre of the first of manyLines, or in none.
func taking(theatre string) bookings.Draft {
	return bookings.Draft{
		Patient:   office.PatientDraft{GivenName: "Annan", FamilyName: "Patient", Phone: "070-174 06 99"},
		Procedure: "block", Date: models.NewDate(2026, 12, 14), Time: "08:30", Theatre: theatre,
	}
}

// While an import reads, others book; what is booked in a theatre that the file wants,
// too, is told, and nothing is kept until somebody has accepted it.
func TestOthersBookDuringAnImport(t *testing.T) {
	for theatre, booked := range map[string]int{"": 300, "sal 1": 0} {
		desk := apptest.New(t, "2026-11-02")
		other, once := beside(desk), sync.Once{}
		report, err := desk.Import(apptest.Nurse(), bookings.ImportBytes(manyLines(300)), bookings.ImportOptions{}, func(at bookings.ImportProgress) {
			once.Do(func() {
				require.False(t, at.Writing)
				_, err := other.Book(apptest.Nurse(), taking(theatre))
				require.NoError(t, err)
			})
		})
		require.NoError(t, err)
		require.Equal(t, booked, report.Booked, report.Warnings)
		require.Equal(t, booked+1, count(desk))
		require.Equal(t, booked == 0, report.AsksReason())
	}
}

// Where others keep changing what the lines depend on, the import gives up in words.
func TestImportGivesUpWhileOthersChange(t *testing.T) {
	desk := apptest.New(t, "2026-11-02")
	other := beside(desk)
	booked, err := other.Book(apptest.Nurse(), taking(""))
	require.NoError(t, err)
	_, err = desk.Import(apptest.Nurse(), bookings.ImportBytes(manyLines(10)), bookings.ImportOptions{AcceptWarnings: true, TheatreReason: "prov"}, func(bookings.ImportProgress) {
		file, err := other.Booking(apptest.Nurse(), booked.ID)
		require.NoError(t, err)
		note := file.Booking.Note + "."
		_, err = other.Change(apptest.Nurse(), bookings.Change{BookingID: booked.ID, Version: file.Booking.Version, Note: &note, Theatre: new("Sal 1")})
		require.NoError(t, err)
	})
	require.ErrorIs(t, err, &models.Problem{Code: "import.changed-meanwhile"})
	require.Equal(t, 1, count(desk))
}

// Nobody sees half an import, and nobody who reads waits for it.
func TestReadersSeeAllOfAnImportOrNothing(t *testing.T) {
	desk := apptest.New(t, "2026-11-02")
	other, seen := beside(desk), 0
	_, err := desk.Import(apptest.Nurse(), bookings.ImportBytes(manyLines(500)), bookings.ImportOptions{}, func(at bookings.ImportProgress) {
		if at.Writing {
			rows, err := other.Bookings(apptest.Nurse(), models.BookingFilter{})
			require.NoError(t, err)
			require.Empty(t, rows)
			seen++
		}
	})
	require.NoError(t, err)
	require.Positive(t, seen)
	rows, err := other.Bookings(apptest.Nurse(), models.BookingFilter{})
	require.NoError(t, err)
	require.Len(t, rows, 500)
}

// Whenever an import is cancelled, nothing of it is kept, and that is said.
func TestImportCancelled(t *testing.T) {
	for _, writing := range []bool{false, true} {
		desk := apptest.New(t, "2026-11-02")
		ctx, cancel := context.WithCancel(apptest.Nurse())
		_, err := desk.Import(ctx, bookings.ImportBytes(manyLines(1000)), bookings.ImportOptions{}, func(at bookings.ImportProgress) {
			if at.Writing == writing && at.Done >= 400 {
				cancel()
			}
		})
		require.ErrorIs(t, err, &models.Problem{Code: "import.cancelled"})
		require.Zero(t, count(desk))
		patients, err := desk.FindPatients(apptest.Nurse(), "", 0)
		require.NoError(t, err)
		require.Empty(t, patients)
		cancel()
	}
}

// rewritten is a file that another program writes while it is read.
type rewritten struct {
	texts []string // what it holds at each opening
	opens *int
}

func (r rewritten) Open() (io.ReadCloser, error) {
	text := r.texts[min(*r.opens, len(r.texts)-1)]
	*r.opens++
	return io.NopCloser(bytes.NewReader([]byte(text))), nil
}

func (r rewritten) Size() int64 { return 0 }

// A file that changes while it is read is refused, whenever it changes: a line might be
// read as it never was.
func TestImportOfAChangingFile(t *testing.T) {
	before := manyLines(250)
	for name, after := range map[string]string{
		"a line more": manyLines(251), "another name": strings.Replace(before, "Prova,", "Provb,", 1), "cut": before[:len(before)-40],
	} {
		for _, same := range []int{1, 2} {
			t.Run(fmt.Sprint(name, same), func(t *testing.T) {
				desk := apptest.New(t, "2026-11-02")
				texts := append([]string{before, before}[:same], after)
				_, err := desk.Import(apptest.Nurse(), rewritten{texts, new(int)}, bookings.ImportOptions{}, quietly)
				require.ErrorIs(t, err, &models.Problem{Code: "import.file-changed"})
				require.Zero(t, count(desk))
			})
		}
	}
}

// Two desks that import one file at once double nothing.
func TestTwoImportsAtOnce(t *testing.T) {
	desk := apptest.New(t, "2026-11-02")
	desks := []*app.Desk{desk.Desk, beside(desk)}
	reports, errs := make([]bookings.ImportReport, len(desks)), make([]error, len(desks))
	var all sync.WaitGroup
	for i, one := range desks {
		all.Go(func() {
			reports[i], errs[i] = one.Import(apptest.Nurse(), bookings.ImportBytes(manyLines(400)), bookings.ImportOptions{}, quietly)
		})
	}
	all.Wait()
	require.NoError(t, errs[0])
	require.NoError(t, errs[1])
	require.Equal(t, 400, reports[0].Booked+reports[1].Booked)
	require.Equal(t, 400, reports[0].Known+reports[1].Known)
	require.Equal(t, 400, count(desk))
}

// One booking on two lines is there once; where they say different things, neither is believed.
func TestImportOfOneBookingTwice(t *testing.T) {
	desk := apptest.New(t, "2026-11-02")
	line := "19121212-1212,Tolvan,Tolvansson,070-174 06 05,,,neurotomy,2026-12-14T08:30,,,,\n"
	report, err := importing(desk, heading+line+strings.Replace(line, "Tolvan,Tolvansson,070-174 06 05", "TOLVAN,Tolvansson,", 1), true)
	require.NoError(t, err)
	require.Equal(t, []int{1, 1}, []int{report.Booked, report.Known})
	report, err = importing(desk, heading+line+strings.Replace(line, "06 05", "06 06", 1), true)
	require.NoError(t, err)
	require.ErrorIs(t, report.Problems[0], &models.Problem{Code: "import.booking-twice"})
	require.Equal(t, "phone", report.Problems[0].Values["columns"])
}

// What an import keeps of a booking is what the form keeps.
func TestImportedAsBooked(t *testing.T) {
	imported, booked := apptest.New(t, "2026-11-02"), apptest.New(t, "2026-11-02")
	_, err := importing(imported, heading+"19121212-1212,Tolvan,Tolvansson,070-174 06 05,a@example.org,en,neurotomy,2026-12-14T08:30,Dr Ek,Sal 1,B01AA03,insulin\n", false)
	require.NoError(t, err)
	_, err = booked.Book(apptest.Nurse(), bookings.Draft{
		Patient: office.PatientDraft{
			PersonalNumber: "19121212-1212", GivenName: "Tolvan", FamilyName: "Tolvansson", Phone: "0701740605", Email: "a@example.org", Language: "en",
		},
		Procedure: "neurotomy", Date: models.NewDate(2026, 12, 14), Time: "8:30", Surgeon: "Dr Ek", Theatre: "Sal 1",
		Medicines: models.Medicines{{ATC: "B01AA03"}}, Conditions: []models.Condition{models.Insulin},
	})
	require.NoError(t, err)
	one, err := imported.Patient(apptest.Nurse(), 1)
	require.NoError(t, err)
	other, err := booked.Patient(apptest.Nurse(), 1)
	require.NoError(t, err)
	require.Equal(t, "csv", one.History[0].Details["import"])
	delete(one.History[0].Details, "import")
	other.Patient.Version = one.Patient.Version // the form saves a new patient once more with what the booking says
	other.Bookings[0].Patient.Version = one.Patient.Version
	one.History[0].Link, other.History[0].Link = "", ""
	require.Equal(t, other, one)
}

// A wrong column says what is wrong with it, without a line for each row of a long file.
func TestImportListsTheFirstOfMany(t *testing.T) {
	desk := apptest.New(t, "2026-11-02")
	report, err := importing(desk, strings.ReplaceAll(manyLines(1200), "neurotomy", "fusion"), false)
	require.NoError(t, err)
	require.Equal(t, 1200, report.Wrong)
	require.Len(t, report.Problems, 500)
	require.Zero(t, count(desk))
}

// The write lock is not held while a file is read, only while it is written.
func TestImportHoldsNoLockWhileItReads(t *testing.T) {
	desk := apptest.New(t, "2026-11-02")
	other := beside(desk)
	_, err := desk.Import(apptest.Nurse(), bookings.ImportBytes(manyLines(600)), bookings.ImportOptions{}, func(at bookings.ImportProgress) {
		if at.Writing {
			return
		}
		_, err := other.SavePatient(apptest.Nurse(), office.PatientDraft{GivenName: "Väntar", FamilyName: fmt.Sprintf("Inte%c", 'a'+rune(at.Done%26))})
		require.NoError(t, err) // it would be told that the database is busy
	})
	require.NoError(t, err)
	require.Equal(t, 600, count(desk))
}
