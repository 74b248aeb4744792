package fhir

import (
	"github.com/samply/golang-fhir-models/fhir-models/fhir"

	"nursedesk/app/care"
	"nursedesk/models"
)

// booking is what was asked for, when, the plan around it, and what is done with each medicine.
func (w *writer) booking(file *care.BookingFile) {
	booking := file.Booking
	procedure := w.words.In(file.Protocol.Title)
	request := urn("booking", booking.ID)
	status, plan, appointment := fhir.RequestStatusActive, fhir.RequestStatusActive, fhir.AppointmentStatusBooked
	switch booking.Status {
	case models.StatusBooked:
	case models.StatusPerformed:
		status, appointment = fhir.RequestStatusCompleted, fhir.AppointmentStatusFulfilled
		if !hasOpen(file.Tasks) {
			plan = fhir.RequestStatusCompleted
		}
	case models.StatusCancelled:
		status, plan, appointment = fhir.RequestStatusRevoked, fhir.RequestStatusRevoked, fhir.AppointmentStatusCancelled
	case models.StatusNotCome:
		status, plan, appointment = fhir.RequestStatusRevoked, fhir.RequestStatusRevoked, fhir.AppointmentStatusNoshow
	}
	ordered := fhir.ServiceRequest{
		Status: status, Intent: fhir.RequestIntentOrder, Code: concept(procedure), Subject: w.subject(),
		OccurrenceDateTime: instant(booking.Begin()), AuthoredOn: day(booking.BookedOn), Note: note(booking.Note),
	}
	if booking.ExternalID != "" {
		ordered.Identifier = []fhir.Identifier{{Value: &booking.ExternalID}}
	}
	w.add(request, ordered)
	subject := w.subject()
	visit := fhir.Appointment{
		Status: appointment, ServiceType: concepts(procedure), Created: instant(booking.CreatedAt),
		BasedOn: []fhir.Reference{refer(request)}, Comment: text(booking.StatusReason),
		Participant: []fhir.AppointmentParticipant{{Actor: &subject, Status: fhir.ParticipationStatusAccepted}},
	}
	if appointment == fhir.AppointmentStatusCancelled || appointment == fhir.AppointmentStatusNoshow {
		visit.CancelationReason, visit.Comment = concept(booking.StatusReason), nil
	}
	// R4 has no start without an end; where no length is known both are the same.
	visit.Start, visit.End = instant(booking.Begin()), instant(booking.Begin().Add(file.Protocol.Length))
	for _, who := range []string{booking.Surgeon, booking.Theatre} {
		if who != "" {
			visit.Participant = append(visit.Participant, fhir.AppointmentParticipant{Actor: named(who), Status: fhir.ParticipationStatusAccepted})
		}
	}
	w.add(urn("appointment", booking.ID), visit)
	w.plan(file, plan, procedure)
	for _, hold := range file.Holds {
		w.hold(file, hold)
	}
}

func hasOpen(tasks []models.Task) bool {
	for _, task := range tasks {
		if !task.Closed() {
			return true
		}
	}
	return false
}

// plan is the care plan of a booking: an activity for each task.
func (w *writer) plan(file *care.BookingFile, status fhir.RequestStatus, title string) {
	plan := fhir.CarePlan{
		Status: status, Intent: fhir.CarePlanIntentPlan, Title: text(title), Subject: w.subject(),
		BasedOn: []fhir.Reference{refer(urn("booking", file.Booking.ID))}, Created: instant(file.Booking.CreatedAt),
	}
	for _, task := range file.Tasks {
		detail := &fhir.CarePlanActivityDetail{
			Code: concept(w.words.Step(file, task)), Status: activityStatus(task.State), ScheduledPeriod: scheduled(task),
			Description: text(task.Note), StatusReason: concept(task.LateReason), Location: named(task.Place),
		}
		who := task.With
		if who == "" {
			who = w.words.Role(task.Role)
		}
		detail.Performer = []fhir.Reference{*named(who)}
		plan.Activity = append(plan.Activity, fhir.CarePlanActivity{Detail: detail})
	}
	w.add(urn("plan", file.Booking.ID), plan)
}

func activityStatus(state models.TaskState) fhir.CarePlanActivityStatus {
	switch state {
	case models.Booked:
		return fhir.CarePlanActivityStatusScheduled
	case models.Done:
		return fhir.CarePlanActivityStatusCompleted
	case models.NotCome, models.Withdrawn:
		return fhir.CarePlanActivityStatusCancelled
	case models.Open, models.ToBook:
	}
	return fhir.CarePlanActivityStatusNotStarted
}

// scheduled is the booked time of a task, else its day or the days within which it is to be done.
func scheduled(task models.Task) *fhir.Period {
	switch {
	case task.At != nil && task.State != models.ToBook:
		return period(instantOf(task.At), nil)
	case task.State == models.ToBook && !task.Earliest.IsZero():
		return period(day(task.Earliest), day(task.Latest))
	}
	return period(day(task.Due), day(task.Due))
}

// hold is what is done with a medicine around a procedure. Until a doctor has decided, it is
// taken, and the reason says that the decision is missing.
func (w *writer) hold(file *care.BookingFile, hold care.HoldFile) {
	if !hold.Asked {
		return
	}
	statement := w.statement(hold.OnBooking)
	statement.BasedOn = []fhir.Reference{refer(urn("plan", file.Booking.ID))}
	reason := "hold.undecided"
	switch {
	case hold.Off:
		reason = "hold.off"
	case hold.Decision == nil:
	case hold.Decision.Continues:
		reason = "hold.continues"
	default:
		reason = "hold.decided"
		dates := hold.Dates()
		if models.DateOf(w.record.At).Before(dates.FirstDoseAgain) {
			statement.Status = "on-hold"
		}
		statement.EffectivePeriod = period(day(dates.LastDose.AddDays(1)), day(dates.FirstDoseAgain.AddDays(-1)))
		statement.Note = note(
			w.words.Say("hold.last-dose")+" "+dates.LastDose.String(),
			w.words.Say("hold.first-dose-again")+" "+dates.FirstDoseAgain.String(), hold.Decision.Reason)
	}
	if decision := hold.Decision; decision != nil {
		statement.InformationSource, statement.DateAsserted = named(decision.DecidedBy), day(decision.DecidedOn)
	}
	statement.StatusReason = concepts(w.words.Say(reason))
	w.add(urn("hold", file.Booking.ID, hold.OnBooking.Key()), statement)
}

// task is what is to be done for a patient that belongs to no booking.
func (w *writer) task(task models.Task) {
	status := fhir.TaskStatusRequested
	switch task.State {
	case models.Done:
		status = fhir.TaskStatusCompleted
	case models.NotCome, models.Withdrawn:
		status = fhir.TaskStatusCancelled
	case models.Open, models.ToBook, models.Booked:
	}
	subject := w.subject()
	w.add(urn("task", task.ID), fhir.Task{
		Status: status, Intent: "order", Code: concept(w.words.Step(nil, task)), Description: text(task.Said), For: &subject,
		ExecutionPeriod: scheduled(task), AuthoredOn: instant(task.CreatedAt), Note: note(task.Note),
	})
}
