package store

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"nursedesk/models"
)

// Ten years of a busy clinic.
const (
	benchPatients        = 25_000
	benchTasksPerBooking = 8
	benchYears           = 10
)

// tenYearsFolder is removed when all tests have run.
var tenYearsFolder string

// tenYears is the large database that the benchmarks share; it takes a while
// to write.
var tenYears = sync.OnceValues(func() (string, error) {
	folder, err := os.MkdirTemp("", "nursedesk-bench-*")
	if err != nil {
		return "", err
	}
	tenYearsFolder = folder
	path := filepath.Join(folder, "desk.db")
	s, err := Open(context.Background(), path, at(noon))
	if err != nil {
		return "", err
	}
	random := rand.New(rand.NewPCG(1, 2))
	for begin := 0; begin < benchPatients; begin += 1000 {
		err := s.Write(context.Background(), func(tx *Tx) error {
			for i := begin; i < begin+1000; i++ {
				if err := benchPatient(tx, random, i); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return "", err
		}
	}
	return path, s.Close()
})

// benchName makes a name that begins like any other and means nobody.
func benchName(random *rand.Rand, syllables int) string {
	name := ""
	for range syllables {
		name += string([]rune("bdfghjklmnprstv")[random.IntN(15)]) + string([]rune("aeiouyåäö")[random.IntN(9)])
	}
	return name + "n"
}

// benchPatient writes a patient with a booking and its tasks: done where the
// booking lies more than four months back, else open.
func benchPatient(tx *Tx, random *rand.Rand, number int) error {
	patient := models.Patient{
		PersonalNumber: models.PersonalNumber(fmt.Sprintf("19%010d", number*7)), Language: models.Swedish,
		GivenName: benchName(random, 2), FamilyName: benchName(random, 2) + "-" + benchName(random, 2),
		Phone: models.Phone(fmt.Sprintf("+4670%07d", number*13)),
	}
	if err := tx.SavePatient(&patient); err != nil {
		return err
	}
	start := noon.AddDate(0, 1, 0).Add(-time.Duration(random.IntN(benchYears*365*24)) * time.Hour)
	past := start.Before(noon.AddDate(0, -4, 0))
	booking := models.Booking{
		PatientID: patient.ID, Procedure: "neurotomy", ProtocolVersion: "1", Start: start, BookedOn: models.DateOf(start.AddDate(0, -1, 0)),
		Surgeon: "Kirurg " + string(rune('A'+number%5)), Theatre: fmt.Sprintf("Sal %d", 1+number%3), Status: models.StatusBooked,
		Medicines: models.MedicinesOf("B01AA03"),
	}
	if past {
		booking.Status, booking.PerformedAt = models.StatusPerformed, &start
	}
	if err := tx.SaveBooking(&booking); err != nil {
		return err
	}
	if past && number%50 == 0 {
		one := complicationOf(booking, "wound-infection", models.DateOf(start).AddDays(number%40).String())
		if err := tx.SaveComplication(&one); err != nil {
			return err
		}
	}
	if err := benchCall(tx, booking, number); err != nil {
		return err
	}
	for i := range benchTasksPerBooking {
		due := models.DateOf(start).AddDays(-14 + i*14)
		task := models.Task{
			PatientID: patient.ID, BookingID: &booking.ID, Step: fmt.Sprint("step-", i), Role: models.Roles[i%3], Kind: models.Action,
			State: models.Open, Due: due, Earliest: due.AddDays(-7), Latest: due.AddDays(7),
		}
		if past || due.Before(models.DateOf(noon).AddDays(-3)) {
			task.State, task.ClosedBy, task.ClosedAt = models.Done, "Sköterska A", &start
		}
		if err := tx.SaveTask(&task); err != nil {
			return err
		}
	}
	return nil
}

// benchCall writes a call some days after every other booking, which led to a
// callback; those of the last days are still to be made.
func benchCall(tx *Tx, booking models.Booking, number int) error {
	at := booking.Start.AddDate(0, 0, number%30)
	if number%2 == 0 || at.After(noon) {
		return nil
	}
	call := models.Call{
		PatientID: booking.PatientID, BookingID: &booking.ID, At: at, EndedAt: &at, Topic: "wound", Reason: "Undrar över såret",
		Procedure: booking.Procedure, Day: ref(number % 30), Level: fmt.Sprintf("L%d", 1+number%5), By: "Sköterska A",
	}
	if number%7 == 0 {
		call.Suspected = []string{"wound-infection"}
	}
	if err := tx.SaveCall(&call); err != nil {
		return err
	}
	task := models.Task{
		PatientID: booking.PatientID, BookingID: &booking.ID, CallID: &call.ID, Step: models.CallbackStep, Role: models.Nurse,
		Kind: models.Callback, State: models.Open, At: ref(at.AddDate(0, 0, 1)), Due: models.DateOf(at.AddDate(0, 0, 1)),
	}
	if at.Before(noon.AddDate(0, 0, -3)) {
		task.State, task.ClosedBy, task.ClosedAt = models.Done, "Sköterska A", task.At
	}
	return tx.SaveTask(&task)
}

func openTenYears(b *testing.B) *Store {
	b.Helper()
	path, err := tenYears()
	require.NoError(b, err)
	return reopen(b, path, at(noon))
}

// The worklist's first 200 rows, as Idag asks for them.
func BenchmarkWorklist(b *testing.B) {
	s := openTenYears(b)
	today := models.DateOf(noon)
	for name, filter := range map[string]models.WorklistFilter{
		"idag":     {ActUntil: today.AddDays(7), ToBookTill: today.AddDays(30), DoctorOpen: today, Limit: 200},
		"all open": {Limit: 200},
		"text":     {ActUntil: today.AddDays(7), Text: "ba", Limit: 200},
		"doctor":   {ActUntil: today.AddDays(7), Role: models.Doctor, Limit: 200},
	} {
		b.Run(name, func(b *testing.B) {
			var rows int
			for b.Loop() {
				rows = len(got(b, s, func(tx *Tx) ([]models.WorklistRow, error) { return tx.Worklist(filter) }))
			}
			b.ReportMetric(float64(rows), "rows")
		})
	}
}

// A search as one types: each key asks anew.
func BenchmarkFindPatients(b *testing.B) {
	s := openTenYears(b)
	for _, text := range []string{"b", "ba", "bade", "ba de", "070", "0700013", "1900", "", "zz"} {
		b.Run("q="+text, func(b *testing.B) {
			var rows int
			for b.Loop() {
				rows = len(got(b, s, func(tx *Tx) ([]models.PatientRow, error) { return tx.FindPatients(text, 20) }))
			}
			b.ReportMetric(float64(rows), "rows")
		})
	}
}

// A week of bookings, and a search through all of them.
func BenchmarkBookings(b *testing.B) {
	s := openTenYears(b)
	monday := models.DateOf(noon).Monday()
	for name, filter := range map[string]models.BookingFilter{
		"week": {From: monday.At(0, 0), Until: monday.AddDays(7).At(0, 0)},
		"text": {Text: "ba", Limit: 200},
		"sal":  {Text: "sal 1", Limit: 200},
		"rare": {Text: "bade", Limit: 200},
	} {
		b.Run(name, func(b *testing.B) {
			var rows int
			for b.Loop() {
				rows = len(got(b, s, func(tx *Tx) ([]models.BookingRow, error) { return tx.Bookings(filter) }))
			}
			b.ReportMetric(float64(rows), "rows")
		})
	}
}

// What Uppföljning reads: the procedures of a year, of ten, and their complications.
func BenchmarkFollowUp(b *testing.B) {
	s := openTenYears(b)
	for name, years := range map[string]int{"year": 1, "ten years": benchYears} {
		b.Run(name, func(b *testing.B) {
			var rows int
			for b.Loop() {
				read(b, s, func(tx *Tx) error {
					performed, err := tx.Performed(noon.AddDate(-years, 0, 0), noon)
					if err != nil {
						return err
					}
					cases, err := tx.ComplicationsAfter(noon.AddDate(-years, 0, 0), noon)
					rows = len(performed) + len(cases)
					return err
				})
			}
			b.ReportMetric(float64(rows), "rows")
		})
	}
}

// Samtal: what is to be called, and every call however the nurse narrows them.
func BenchmarkCalls(b *testing.B) {
	s := openTenYears(b)
	for name, filter := range map[string]models.CallFilter{
		"newest":    {Limit: 200},
		"open":      {OnlyOpen: true},
		"level":     {Level: "L1", Limit: 200},
		"suspected": {Suspected: "sepsis", Limit: 200},
		"text":      {Text: "ba", Limit: 200},
		"week":      {From: noon.AddDate(0, 0, -7), Until: noon, Limit: 200},
		"day":       {DayFrom: ref(3), DayTo: ref(3), Limit: 200},
	} {
		b.Run(name, func(b *testing.B) {
			var rows int
			for b.Loop() {
				rows = len(got(b, s, func(tx *Tx) ([]models.CallRow, error) { return tx.Calls(filter) }))
			}
			b.ReportMetric(float64(rows), "rows")
		})
	}
}

// committed counts on from run to run, since all of them write to one file.
var committed int

// A new patient with a booking, nine tasks and an audit entry, on the disk.
func BenchmarkBookingCommitted(b *testing.B) {
	s := openTenYears(b)
	random := rand.New(rand.NewPCG(3, 4))
	for b.Loop() {
		committed++
		write(b, s, func(tx *Tx) error {
			if err := benchPatient(tx, random, 50_000_000+committed); err != nil {
				return err
			}
			return tx.Audit(models.AuditEntry{At: noon, By: "Sköterska A", Action: "booking.made"})
		})
	}
}

// What a start costs: opening and looking through ten years of data.
func BenchmarkOpen(b *testing.B) {
	path, err := tenYears()
	require.NoError(b, err)
	for b.Loop() {
		s, err := Open(b.Context(), path, at(noon))
		require.NoError(b, err)
		require.NoError(b, s.Close())
	}
}
