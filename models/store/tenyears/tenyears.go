// Package tenyears makes up ten years of a busy clinic, for benchmarks: names that mean nobody, bookings
// spread over the years, and their tasks, done where they lie far back.
package tenyears

import (
	"fmt"
	"math/rand/v2"
	"time"

	"nursedesk/models"
)

const (
	// Patients is how many have been there.
	Patients = 25_000
	// Years is how long they have come.
	Years = 10
	// Tasks is how many each booking leads to.
	Tasks = 8
)

// name makes a name that begins like any other and means nobody.
func name(random *rand.Rand, syllables int) string {
	name := ""
	for range syllables {
		name += string([]rune("bdfghjklmnprstv")[random.IntN(15)]) + string([]rune("aeiouyåäö")[random.IntN(9)])
	}
	return name + "n"
}

// Patient makes up a patient, each number another one.
func Patient(random *rand.Rand, number int) models.Patient {
	return models.Patient{
		PersonalNumber: models.PersonalNumber(fmt.Sprintf("19%010d", number*7)), Language: models.Swedish,
		GivenName: name(random, 2), FamilyName: name(random, 2) + "-" + name(random, 2),
		Phone: models.Phone(fmt.Sprintf("+4670%07d", number*13)),
	}
}

// Booking makes up a patient's booking, in the years until a month from now.
func Booking(random *rand.Rand, patientID int64, number int, now time.Time) models.Booking {
	start := now.AddDate(0, 1, 0).Add(-time.Duration(random.IntN(Years*365*24)) * time.Hour)
	booking := models.Booking{
		PatientID: patientID, Procedure: "neurotomy", ProtocolVersion: "1", Start: start, BookedOn: models.DateOf(start.AddDate(0, -1, 0)),
		Surgeon: "Kirurg " + string(rune('A'+number%5)), Theatre: fmt.Sprintf("Sal %d", 1+number%3), Status: models.StatusBooked,
		Medicines: models.MedicinesOf("B01AA03"),
	}
	if past(booking, now) {
		booking.Status, booking.PerformedAt = models.StatusPerformed, &start
	}
	return booking
}

func past(booking models.Booking, now time.Time) bool {
	return booking.Start.Before(now.AddDate(0, -4, 0))
}

// TasksOf makes up a booking's tasks: done where the booking lies more than four months back or
// the task is overdue by days, else open.
func TasksOf(booking models.Booking, now time.Time) []models.Task {
	tasks := make([]models.Task, Tasks)
	for i := range tasks {
		due := models.DateOf(booking.Start).AddDays(-14 + i*14)
		task := models.Task{
			PatientID: booking.PatientID, BookingID: &booking.ID, Step: fmt.Sprint("step-", i), Role: models.Roles[i%3], Kind: models.Action,
			State: models.Open, Due: due, Earliest: due.AddDays(-7), Latest: due.AddDays(7),
		}
		if past(booking, now) || due.Before(models.DateOf(now).AddDays(-3)) {
			task.State, task.ClosedBy, task.ClosedAt = models.Done, "Sköterska A", &booking.Start
		}
		tasks[i] = task
	}
	return tasks
}
