package worklist_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/app/apptest"
	"nursedesk/app/bookings"
	"nursedesk/app/careplan"
	"nursedesk/app/office"
	"nursedesk/app/worklist"
	"nursedesk/models"
)

func blockDraft(t *testing.T, day string) bookings.Draft {
	block := apptest.Draft(t, day)
	block.Procedure = "block"
	return block
}

// The most dangerous gap that there was: an alarming answer closed its row, and
// nothing followed. Each answer here was tried, and led nowhere.
func TestAlarmingAnswersLeadToATask(t *testing.T) {
	for name, test := range map[string]struct {
		draft   bookings.Draft
		on      string // the day of the answer
		step    string
		outcome map[string]string
		follows string
		role    models.Role
		due     string
		said    string
	}{
		"fever at the health check": {
			apptest.Draft(t, "2026-12-14"), "2026-12-11", "health-check",
			map[string]string{"health": "ask-doctor", "details": "feber 38,5, antibiotika"},
			"assess-health", models.Doctor, "2026-12-11", "feber 38,5, antibiotika · Fråga läkaren",
		},
		"bleeds easily": {
			apptest.Draft(t, "2026-12-14"), "2026-11-30", "bleeding-review",
			map[string]string{"found": "bleeds"},
			"bleeding-disorder", models.Doctor, "2026-11-30", "",
		},
		"natural remedies": {
			apptest.Draft(t, "2026-12-14"), "2026-11-30", "bleeding-review",
			map[string]string{"found": "remedies", "details": "Omega-3"},
			"natural-remedies", models.Doctor, "2026-11-30", "remedies\nOmega-3 · Naturläkemedel",
		},
		"wound": {
			apptest.Draft(t, "2026-11-02"), "2026-11-13", "stitch-removal",
			map[string]string{"where": "here", "wound": "needs-a-look"},
			"wound-call", models.Nurse, "2026-11-13", "Behöver ses över",
		},
		"no relief of a block": {
			blockDraft(t, "2026-11-02"), "2026-11-03", "block-response",
			map[string]string{"relief": "none"},
			"next-step", models.Doctor, "2026-11-03", "Ingen",
		},
	} {
		t.Run(name, func(t *testing.T) {
			desk := apptest.New(t, "2026-10-26")
			id := desk.Booked(test.draft).Booking.ID
			desk.Wall.Time = apptest.Date(t, test.on).At(10, 0)
			_, err := desk.Answered(id, test.step, test.outcome, nil)
			require.NoError(t, err)
			task := desk.Open(id, test.follows)
			require.Equal(t, test.role, task.Role)
			require.Equal(t, test.due, task.Due.String())
			require.Equal(t, test.said, task.Said)
			list, err := desk.Worklist(apptest.Nurse(), worklist.Query{})
			require.NoError(t, err)
			require.True(t, list.Pressing() > 0)
		})
	}
}

// A blood thinner that comes up is a medicine of the booking at once: the hold is
// proposed, and the doctor has to decide. In words alone it would lead nowhere.
func TestABloodThinnerThatComesUpIsChosen(t *testing.T) {
	desk := apptest.New(t, "2026-11-02")
	id := desk.Booked(apptest.Draft(t, "2026-12-14")).Booking.ID
	desk.Wall.Time = apptest.Date(t, "2026-11-30").At(10, 0)
	told := map[string]string{"found": "yes", "details": "Tar Waran"}
	_, err := desk.Answered(id, "bleeding-review", told, nil)
	require.ErrorIs(t, err, &models.Problem{Code: "answer.no-medicine"})
	require.Equal(t, models.Open, desk.Task(id, "bleeding-review").State)
	_, err = desk.Answered(id, "bleeding-review", told, func(c *worklist.Completion) { c.Takes = &office.Takes{} })
	require.ErrorIs(t, err, &models.Problem{Code: "answer.no-medicine"}, "the field was opened and left empty")

	takes := func(c *worklist.Completion) {
		c.Takes = &office.Takes{Medicines: models.MedicinesOf("B01AA03"), Factors: apptest.NoFactors()}
	}
	before, err := desk.Answered(id, "bleeding-review", told, takes)
	require.NoError(t, err)
	file := desk.File(id)
	require.Equal(t, models.MedicinesOf("B01AA03"), file.Booking.Medicines)
	require.Equal(t, apptest.Date(t, "2026-12-08"), file.Holds[0].Dates().LastDose, "the hold is proposed")
	require.Equal(t, "2026-11-30", desk.Open(id, "hold-decision").Due.String())

	require.NoError(t, desk.UndoTask(apptest.Nurse(), before))
	file = desk.File(id)
	require.Empty(t, file.Booking.Medicines, "undone, as if it had never been said")
	_, waits := apptest.OpenTask(file, "hold-decision")
	require.False(t, waits)
	require.Equal(t, models.Open, desk.Task(id, "bleeding-review").State)

	before, err = desk.Answered(id, "bleeding-review", told, takes)
	require.NoError(t, err)
	require.NoError(t, desk.Decide(desk.File(id), nil))
	require.ErrorIs(t, desk.UndoTask(apptest.Nurse(), before), &models.Problem{Code: "undo.followed"}, "the doctor has decided by it")
}

// Where the window of what follows has passed, it is late and due today.
func TestAnAnswerTheDayBefore(t *testing.T) {
	desk := apptest.New(t, "2026-11-02")
	id := desk.Booked(apptest.Draft(t, "2026-12-15")).Booking.ID
	desk.Wall.Time = apptest.Date(t, "2026-12-14").At(10, 0)
	_, err := desk.Answered(id, "bleeding-review", map[string]string{"found": "yes"}, func(c *worklist.Completion) {
		c.Takes = &office.Takes{Medicines: models.MedicinesOf("B01AA03"), Factors: apptest.NoFactors()}
	})
	require.NoError(t, err)
	task := desk.Open(id, "hold-decision")
	require.True(t, task.Late)
	require.Equal(t, "2026-12-14", task.Due.String())
	file := desk.File(id)
	theatre := "Sal 2"
	_, err = desk.Change(apptest.Nurse(), bookings.Change{BookingID: id, Version: file.Booking.Version, Theatre: &theatre})
	require.NoError(t, err)
	require.Equal(t, "2026-12-14", desk.Open(id, "hold-decision").Due.String(), "it stays so whatever else changes")
}

// Until the doctor has assessed what came up the procedure can't be marked as
// performed as if nothing had.
func TestTheProcedureWaitsForTheAssessment(t *testing.T) {
	desk := apptest.New(t, "2026-11-02")
	id := desk.Booked(apptest.Draft(t, "2026-12-14")).Booking.ID
	desk.Wall.Time = apptest.Date(t, "2026-12-11").At(10, 0)
	_, err := desk.Answered(id, "health-check", map[string]string{"health": "ask-doctor"}, nil)
	require.NoError(t, err)
	require.Len(t, desk.File(id).Unassessed(), 1)

	desk.Wall.Time = apptest.Date(t, "2026-12-14").At(14, 0)
	perform := func(despite string) error {
		file := desk.File(id)
		_, err := desk.Change(apptest.Nurse(), bookings.Change{
			BookingID: id, Version: file.Booking.Version, PerformedAt: new(file.Booking.Start), Despite: despite,
		})
		return err
	}
	require.ErrorIs(t, perform(" "), &models.Problem{Code: "performed.unassessed"})
	require.Equal(t, models.StatusBooked, desk.File(id).Booking.Status)
	require.NoError(t, perform("Läkaren såg patienten på plats"))
	patient, err := desk.Patient(apptest.Nurse(), desk.File(id).Patient.ID)
	require.NoError(t, err)
	require.Equal(t, "Läkaren såg patienten på plats", patient.History[0].Details["reason"])
}

// The doctor's no leads on: somebody has to move or cancel the booking.
func TestTheDoctorsNoLeadsOn(t *testing.T) {
	desk := apptest.New(t, "2026-11-02")
	sick := apptest.Draft(t, "2026-12-14")
	sick.Health.FeverOrIll = new(true)
	id := desk.Booked(sick).Booking.ID
	_, err := desk.Answered(id, "assess-health", map[string]string{"decision": "not-as-planned", "details": "Vänta två veckor"}, nil)
	require.NoError(t, err)
	task := desk.Open(id, "change-booking")
	require.Equal(t, "Vänta två veckor · Görs inte som planerat", task.Said)
	require.Len(t, desk.File(id).Unassessed(), 1, "it still waits")
}

// A medicine that was not taken up again is asked about until it is.
func TestNotResumedIsAskedAgain(t *testing.T) {
	desk := apptest.New(t, "2026-10-26")
	booking := apptest.Draft(t, "2026-11-16")
	booking.Medicines, booking.Factors = models.MedicinesOf("B01AA03"), apptest.NoFactors()
	file := desk.Booked(booking)
	id := file.Booking.ID
	require.NoError(t, desk.Decide(file, nil))
	desk.Wall.Time = apptest.Date(t, "2026-11-20").At(9, 0) // a Friday
	no := map[string]string{"resumed": "no", "details": "Väntar på besked"}
	before, err := desk.Answered(id, "resume-check", no, nil)
	require.NoError(t, err)
	require.Equal(t, models.Doctor, desk.Open(id, "not-resumed").Role)
	require.Equal(t, "2026-11-20", desk.Open(id, "not-resumed").Due.String())
	require.Equal(t, "2026-11-23", desk.Open(id, "resume-check").Due.String(), "asked again on Monday")

	require.NoError(t, desk.UndoTask(apptest.Nurse(), before))
	_, asked := apptest.OpenTask(desk.File(id), "not-resumed")
	require.False(t, asked)
	require.Equal(t, "2026-11-19", desk.Open(id, "resume-check").Due.String())

	_, err = desk.Answered(id, "resume-check", no, nil)
	require.NoError(t, err)
	desk.Wall.Time = apptest.Date(t, "2026-11-23").At(9, 0)
	_, err = desk.Answered(id, "resume-check", no, nil)
	require.NoError(t, err)
	require.Equal(t, "2026-11-24", desk.Open(id, "resume-check").Due.String(), "and again")
	_, err = desk.Answered(id, "resume-check", map[string]string{"resumed": "yes"}, func(c *worklist.Completion) { c.Early = true })
	require.NoError(t, err)
	_, asked = apptest.OpenTask(desk.File(id), "resume-check")
	require.False(t, asked, "until it is yes")
}

// A yes in the health declaration leads where the same answer to a task leads,
// at once and when the booking is changed; taken back, it leads nowhere.
func TestTheHealthDeclarationLeadsOn(t *testing.T) {
	for question, step := range map[models.HealthQuestion]string{
		models.Bleeding: "bleeding-disorder", models.Remedies: "natural-remedies", models.Fever: "assess-health",
		models.Antibiotics: "assess-health", models.HospitalCare: "assess-health",
	} {
		for _, procedure := range []string{"neurotomy", "block"} {
			desk := apptest.New(t, "2026-11-02")
			at := apptest.Draft(t, "2026-12-14")
			at.Procedure = procedure
			*at.Health.Answer(question) = new(true)
			booked := desk.Open(desk.Booked(at).Booking.ID, step)
			require.Equal(t, models.Doctor, booked.Role)

			*at.Health.Answer(question) = new(false)
			at.Date, at.Patient.PersonalNumber, at.Patient.GivenName = apptest.Date(t, "2026-12-15"), "", "Trettan"
			id := desk.Booked(at).Booking.ID
			desk.Wall.Time = apptest.Date(t, "2026-12-01").At(9, 0)
			say := func(answer bool) {
				file := desk.File(id)
				health := file.Booking.Health
				*health.Answer(question) = &answer
				_, err := desk.Change(apptest.Nurse(), bookings.Change{BookingID: id, Version: file.Booking.Version, Health: &health})
				require.NoError(t, err)
			}
			_, asked := apptest.OpenTask(desk.File(id), step)
			require.False(t, asked)
			say(true)
			require.Equal(t, "2026-12-01", desk.Open(id, step).Due.String(), "%s: %s", procedure, question)
			say(false)
			_, asked = apptest.OpenTask(desk.File(id), step)
			require.False(t, asked, "%s: %s", procedure, question)
		}
	}
}

// Whatever protocol is loaded: an answer that does not mean well closes no row
// with nothing left to do for the patient.
func TestNoAlarmingAnswerClosesWithNothingLeft(t *testing.T) {
	rules := apptest.New(t, "2026-11-02").Rules
	for _, protocol := range rules.Protocols.Protocols() {
		for _, step := range protocol.Steps {
			for _, question := range step.Asks {
				for _, choice := range question.Choices {
					if !choice.Well {
						t.Run(protocol.Code+"/"+step.ID+"/"+choice.ID, func(t *testing.T) { leadsOn(t, protocol, step, question, choice) })
					}
				}
			}
		}
	}
}

// leadsOn answers a step of a booking that has it, and looks for what is open afterwards.
func leadsOn(t *testing.T, protocol *careplan.Protocol, step careplan.Step, question careplan.Question, choice careplan.Choice) {
	desk := apptest.New(t, "2026-11-02")
	booking := apptest.Draft(t, "2026-12-14")
	booking.Procedure = protocol.Code
	switch step.ID {
	case "resume-check":
		booking.Medicines, booking.Factors = models.MedicinesOf("B01AA03"), apptest.NoFactors()
	case "bleeding-disorder":
		booking.Health.BleedingTendency = new(true)
	}
	id := desk.Booked(booking).Booking.ID
	desk.Wall.Time = desk.Open(id, step.ID).Due.At(16, 0)
	before := map[int64]bool{}
	for _, task := range desk.File(id).Tasks {
		before[task.ID] = !task.Closed()
	}
	outcome := map[string]string{}
	for _, other := range step.Asks {
		if other.Required && len(other.Choices) > 0 {
			outcome[other.ID] = other.Choices[0].ID
		}
	}
	outcome[question.ID] = choice.ID
	_, err := desk.Answered(id, step.ID, outcome, func(c *worklist.Completion) {
		if choice.Follow.Medicine {
			c.Takes = &office.Takes{Medicines: models.MedicinesOf("B01AA03")}
		}
	})
	require.NoError(t, err)
	for _, task := range desk.File(id).Tasks {
		if !task.Closed() && !before[task.ID] {
			return
		}
	}
	require.Fail(t, "nothing follows")
}

// A booking that froze a protocol from before answers led anywhere is as safe:
// its days stay, and its answers lead where they lead today.
func TestAnOlderProtocolIsAsSafe(t *testing.T) {
	desk := apptest.New(t, "2026-11-02")
	current, _ := desk.Rules.Protocols.Protocol("block")
	frozen, err := desk.Rules.Protocols.Frozen("block@1", []byte(olderBlock))
	require.NoError(t, err)
	step, ok := frozen.Step("block-response")
	require.True(t, ok)
	choice, ok := step.Choice("relief", "none")
	require.True(t, ok)
	_, ok = frozen.FollowUp(choice.Follow.Task)
	require.True(t, ok)
	require.Equal(t, current.FollowUps, frozen.FollowUps)
	require.Len(t, frozen.Steps, 1)
}

const olderBlock = `procedure: block
version: "1"
title: {sv: Prov, en: Trial}
tasks:
  - id: block-response
    title: {sv: Fråga, en: Ask}
    why: {sv: Därför., en: Because.}
    role: nurse
    kind: action
    offset: +1d
    earliest: +1d
    latest: +7d
    roll: next
    leaflet: [I5]
    asks:
      - id: relief
        title: {sv: Smärtlindring, en: Pain relief}
        required: true
        choices:
          - {id: none, title: {sv: Ingen, en: None}}
          - {id: all, title: {sv: All, en: All}}
`
