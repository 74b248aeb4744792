// Package demo fills an empty database with made-up patients.
package demo

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"time"

	"nursedesk/app"
	"nursedesk/app/bookings"
	"nursedesk/app/calls"
	"nursedesk/app/care"
	"nursedesk/app/careplan"
	"nursedesk/app/followup"
	"nursedesk/app/holds"
	"nursedesk/app/medication"
	"nursedesk/app/office"
	"nursedesk/app/rulebook"
	"nursedesk/app/staff"
	"nursedesk/app/triage"
	"nursedesk/app/workday"
	"nursedesk/app/worklist"
	"nursedesk/models"
)

// demoPatient is one made-up patient and how far the story has come.
type demoPatient struct {
	PersonalNumber string             `yaml:"personal_number"`
	GivenName      string             `yaml:"given_name"`
	FamilyName     string             `yaml:"family_name"`
	Phone          string             `yaml:"phone"`
	Day            int                `yaml:"day"`           // of the procedure, from today
	BookedBefore   int                `yaml:"booked_before"` // days before the procedure
	Procedure      string             `yaml:"procedure"`
	Time           string             `yaml:"time"`
	Theatre        string             `yaml:"theatre"`
	Surgeon        string             `yaml:"surgeon"`
	Medicines      []string           `yaml:"medicines"`
	Conditions     []models.Condition `yaml:"conditions"`
	Clearance      string             `yaml:"clearance"` // creatinine clearance, ml/min
	Leave          []string           `yaml:"leave"`     // steps still open though their day has passed
	// Answers are those that were not the first one, by step and question.
	Answers map[string]map[string]string `yaml:"answers"`

	Call         *demoCall         `yaml:"call"`
	Complication *demoComplication `yaml:"complication"`

	decision string // the story's
}

type demoCall struct {
	Topic    string            `yaml:"topic"`
	Answers  map[string]string `yaml:"answers"` // red flags that are left out were a no
	Reason   string            `yaml:"reason"`
	Advice   string            `yaml:"advice"`
	Callback *int              `yaml:"callback"` // day from today; left out: nobody calls back
	Ago      int               `yaml:"ago"`      // minutes before now; 0: the day before the callback
	Broken   bool              `yaml:"broken"`   // the line dropped before every red flag was asked about
}

type demoStory struct {
	Surgeons []string      `yaml:"surgeons"`
	Theatres []string      `yaml:"theatres"`
	Staff    []demoPerson  `yaml:"staff"`
	Decision string        `yaml:"decision"` // a doctor's, in words, where one was asked for
	Patients []demoPatient `yaml:"patients"`
}

type demoPerson struct {
	Name  string        `yaml:"name"`
	Title string        `yaml:"title"`
	Roles []models.Role `yaml:"roles"`
}

func readStory(resources fs.FS) (story demoStory, err error) {
	body, err := fs.ReadFile(resources, "demo.yaml")
	if err != nil {
		return story, err
	}
	return story, rulebook.Decode("demo.yaml", body, &story)
}

// AddStaff adds the made-up staff, who need no password, to a test database.
func AddStaff(ctx context.Context, p office.Params, resources fs.FS) error {
	story, err := readStory(resources)
	if err != nil {
		return err
	}
	desk, err := app.New(ctx, p)
	if err != nil {
		return err
	}
	var people []staff.Draft
	for _, person := range story.Staff {
		people = append(people, staff.Draft{Name: person.Name, Title: person.Title, Roles: person.Roles})
	}
	return desk.MakeUp(ctx, people)
}

// Fill fills an empty database with made-up patients around today's date,
// through the same use cases that a nurse uses. A database that holds any
// patient is refused with "demo.not-empty".
func Fill(ctx context.Context, p office.Params, resources fs.FS) (patients int, err error) {
	story, err := readStory(resources)
	if err != nil {
		return 0, err
	}
	desk, err := app.New(ctx, p)
	if err != nil {
		return 0, err
	}
	kept, err := desk.FindPatients(ctx, "", 1)
	if err != nil {
		return 0, err
	}
	if len(kept) > 0 {
		return 0, &models.Problem{Code: "demo.not-empty"}
	}
	clinic, err := desk.Clinic(ctx)
	if err != nil {
		return 0, err
	}
	clinic.Surgeons, clinic.Theatres = story.Surgeons, story.Theatres
	if err := desk.SaveClinic(ctx, clinic); err != nil {
		return 0, err
	}
	for _, patient := range story.Patients {
		patient.decision = story.Decision
		if err := tell(ctx, desk, clinic, patient); err != nil {
			return 0, fmt.Errorf("demo: %s: %w", patient.PersonalNumber, err)
		}
	}
	return len(story.Patients), nil
}

// on gives the same desk at ten in the morning of another day.
func on(desk *app.Desk, day models.Date) *app.Desk { return at(desk, day.At(10, 0)) }

// at gives the same desk at another instant.
func at(desk *app.Desk, now time.Time) *app.Desk { return desk.At(office.FixedClock(now)) }

// tell plays one patient's story up to today.
func tell(ctx context.Context, desk *app.Desk, clinic models.Clinic, p demoPatient) error {
	today := desk.Today()
	start := workday.Next(today.AddDays(p.Day))
	booked := start.AddDays(-p.BookedBefore)
	if booked.After(today) {
		booked = today
	}
	draft := bookings.Draft{
		Patient: office.PatientDraft{
			PersonalNumber: p.PersonalNumber, GivenName: p.GivenName, FamilyName: p.FamilyName, Phone: p.Phone,
		},
		Procedure: p.Procedure, Date: start, Time: p.Time, Theatre: p.Theatre, Surgeon: p.Surgeon,
		Medicines: models.MedicinesOf(p.Medicines...), Factors: allAsked(), Clearance: p.Clearance,
		Conditions: p.Conditions,
	}
	booking, err := on(desk, booked).Book(ctx, draft)
	for _, theatre := range append(clinic.Theatres, "") { // days that move to one working day may meet in a theatre
		if !errors.Is(err, &models.Problem{Code: "theatre.taken"}) {
			break
		}
		draft.Theatre = theatre
		booking, err = on(desk, booked).Book(ctx, draft)
	}
	if err != nil {
		return err
	}
	if err := tellDecisions(ctx, desk, booking.ID, p.Leave); err != nil {
		return err
	}
	if start.Before(today) {
		change := bookings.Change{BookingID: booking.ID, Version: booking.Version, PerformedAt: new(booking.Start)}
		if _, err := on(desk, start.AddDays(1)).Change(ctx, change); err != nil {
			return err
		}
	}
	if err := tellTasks(ctx, desk, booking.ID, p); err != nil {
		return err
	}
	if err := tellPatient(ctx, desk, booking.ID); err != nil {
		return err
	}
	if err := tellComplication(ctx, desk, booking, p.Complication); err != nil || p.Call == nil {
		return err
	}
	return tellCall(ctx, desk, booking, p.Phone, *p.Call)
}

// tellCall lets the patient call, some minutes ago or the day before the callback.
func tellCall(ctx context.Context, desk *app.Desk, booking models.Booking, phone string, call demoCall) error {
	draft := calls.Draft{
		PatientID: booking.PatientID, BookingID: booking.ID, Phone: phone, Identity: "personal-number",
		Topic: call.Topic, Reason: call.Reason, Advice: call.Advice, Understood: "yes", Answers: map[string]string{},
	}
	if desk.Complains(draft) && !call.Broken {
		for _, finding := range desk.Rules.Triage.Findings() {
			if finding.RedFlag {
				draft.Answers[finding.ID] = triage.No.String()
			}
		}
	}
	maps.Copy(draft.Answers, call.Answers)
	today, ahead := desk.Today(), 0
	if call.Callback != nil {
		ahead = *call.Callback
		draft.CallbackDate, draft.CallbackTime = today.AddDays(ahead), "14:00"
	}
	if call.Ago > 0 {
		desk = at(desk, desk.Now().Add(-time.Duration(call.Ago)*time.Minute))
	} else {
		desk = on(desk, today.AddDays(min(ahead, 0)-1))
	}
	_, err := desk.EndCall(ctx, draft, call.Broken)
	return err
}

// tellDecisions lets a doctor decide each hold as the rules propose it, and let
// go on what they leave to the doctor.
func tellDecisions(ctx context.Context, desk *app.Desk, bookingID int64, leave []string) error {
	file, err := desk.Booking(ctx, bookingID)
	if err != nil {
		return err
	}
	for _, task := range file.Tasks {
		step, _ := file.Protocol.Step(task.Step)
		if step.Hold != careplan.HoldDecision || slices.Contains(leave, task.Step) || task.Due.After(desk.Today()) {
			continue
		}
		for _, hold := range care.Undecided(file.Holds) {
			dates := hold.Dates()
			draft := holds.DecisionDraft{
				BookingID: bookingID, Version: file.Booking.Version, Medicine: hold.OnBooking.Key(), Seen: hold.Newest().ID,
				Continues: dates.LastDose.IsZero(), LastDose: dates.LastDose, FirstDoseAgain: dates.FirstDoseAgain,
				DecidedBy: file.Booking.Surgeon, DecidedOn: task.Due, Given: models.GivenWays[0],
			}
			if err := on(desk, task.Due).DecideHold(ctx, draft); err != nil {
				return err
			}
		}
	}
	return nil
}

// allAsked are the answers of a patient to whom none of the factors applies.
func allAsked() map[string]string {
	answers := map[string]string{}
	for _, factor := range medication.Factors {
		answers[string(factor)] = string(medication.No)
	}
	return answers
}

// tellTasks does what fell due before today, but for what the story leaves.
func tellTasks(ctx context.Context, desk *app.Desk, bookingID int64, p demoPatient) error {
	file, err := desk.Booking(ctx, bookingID)
	if err != nil {
		return err
	}
	for _, task := range file.Tasks {
		left := slices.Contains(p.Leave, task.Step)
		step, _ := file.Protocol.Step(task.Step)
		if task.Kind == models.Appointment && !left && task.BookBy.Before(desk.Today()) {
			if err := bookVisit(ctx, desk, file, task); err != nil {
				return err
			}
			task.Version++
		}
		if left || task.Closed() || !task.Due.Before(desk.Today()) {
			continue
		}
		done := worklist.Completion{TaskID: task.ID, Version: task.Version, Outcome: map[string]string{}}
		for _, question := range step.Asks {
			switch {
			case question.Required && len(question.Choices) > 0:
				done.Outcome[question.ID] = question.Choices[0].ID
			case question.Required:
				done.Outcome[question.ID] = p.decision
			}
		}
		maps.Copy(done.Outcome, p.Answers[task.Step])
		evening := at(desk, task.Due.At(17, 0)) // after the day's appointments
		if _, err := evening.CompleteTask(ctx, done); err != nil {
			return err
		}
	}
	return nil
}

// bookVisit books an appointment on the last day on which that is to be done.
func bookVisit(ctx context.Context, desk *app.Desk, file care.BookingFile, task models.Task) error {
	draft := worklist.AppointmentDraft{
		TaskID: task.ID, Version: task.Version, Date: task.Due, Time: "10:30", Place: "Mottagningen", With: file.Booking.Surgeon,
	}
	if task.Role == models.Physio {
		draft.With = "Fysioterapeut Exempel"
	}
	_, err := on(desk, task.BookBy).BookAppointment(ctx, draft)
	return err
}

// tellPatient lets the patient know what was decided, the day before.
func tellPatient(ctx context.Context, desk *app.Desk, bookingID int64) error {
	file, err := desk.Booking(ctx, bookingID)
	if err != nil {
		return err
	}
	for _, task := range file.Tasks {
		if task.Step != models.TellStep || task.Closed() {
			continue
		}
		told := worklist.Completion{TaskID: task.ID, Version: task.Version}
		if _, err := on(desk, desk.Today().AddDays(-1)).CompleteTask(ctx, told); err != nil {
			return err
		}
	}
	return nil
}

// demoComplication is a complication that a made-up patient had.
type demoComplication struct {
	Kind      string         `yaml:"kind"`
	Onset     int            `yaml:"onset"`     // day after the procedure
	Confirmed int            `yaml:"confirmed"` // day after the procedure
	Found     models.FoundBy `yaml:"found"`
	Doctor    string         `yaml:"doctor"`
}

// tellComplication registers it on the day on which the doctor confirmed it.
func tellComplication(ctx context.Context, desk *app.Desk, booking models.Booking, c *demoComplication) error {
	if c == nil {
		return nil
	}
	confirmed := booking.Day().AddDays(c.Confirmed)
	_, err := on(desk, confirmed).RegisterComplication(ctx, followup.ComplicationDraft{
		BookingID: booking.ID, Kind: c.Kind, OnsetOn: booking.Day().AddDays(c.Onset), Found: c.Found,
		ConfirmedBy: c.Doctor, ConfirmedOn: confirmed,
	})
	return err
}
