package models

import "slices"

// The rows of lists, as somebody of another unit sees those of a restricted record: that there is something, of whom,
// when, where and how urgent, without what it is about.

// Restricted stands for the procedure or the step that a restricted record keeps to its unit.
const Restricted = "restricted"

// Whose tells of which patient the row is.
func (r *PatientRow) Whose() int64 { return r.ID }

// Restrict takes out of the row what a restricted record keeps to its unit.
func (r *PatientRow) Restrict() {
	r.Restricted, r.Phone, r.NextStart, r.NextProcedure = true, "", nil, Restricted
}

// Whose is [PatientRow.Whose].
func (r *BookingRow) Whose() int64 { return r.PatientID }

// Restrict is [PatientRow.Restrict]. Time, theatre and surgeon stay: they are taken for everybody.
func (r *BookingRow) Restrict() {
	*r = BookingRow{
		ID: r.ID, PatientID: r.PatientID, Procedure: Restricted, Start: r.Start, PerformedAt: r.PerformedAt, Surgeon: r.Surgeon, Theatre: r.Theatre, Status: r.Status,
		PersonalNumber: r.PersonalNumber, GivenName: r.GivenName, FamilyName: r.FamilyName, Protected: r.Protected, Version: r.Version, Restricted: true,
	}
}

// Whose is [PatientRow.Whose], 0 for a task that is about nobody.
func (r *WorklistRow) Whose() int64 { return r.PatientID }

// Restrict is [PatientRow.Restrict]. The level and the promised time stay, and that a call is to be made: what can't
// wait is as urgent to everybody.
func (r *WorklistRow) Restrict() {
	task := Task{
		ID: r.ID, PatientID: r.PatientID, Step: Restricted, Role: r.Role, Kind: r.Kind, State: r.State, Due: r.Due, Earliest: r.Earliest, Latest: r.Latest,
		BookBy: r.BookBy, At: r.At, ActOn: r.ActOn, Version: r.Version, CreatedAt: r.CreatedAt, UpdatedAt: r.UpdatedAt,
	}
	if slices.Contains(OwnSteps, r.Step) && r.Step != OwnStep {
		task.Step = r.Step
	}
	*r = WorklistRow{
		Task: task, PersonalNumber: r.PersonalNumber, GivenName: r.GivenName, FamilyName: r.FamilyName, SortKey: r.SortKey,
		Protected: r.Protected, CallLevel: r.CallLevel, Restricted: true,
	}
}

// Whose is [PatientRow.Whose].
func (r *CallRow) Whose() int64 { return r.PatientID }

// Restrict is [PatientRow.Restrict].
func (r *CallRow) Restrict() {
	*r = CallRow{
		Call:           Call{ID: r.ID, PatientID: r.PatientID, At: r.At, Level: r.Level},
		PersonalNumber: r.PersonalNumber, GivenName: r.GivenName, FamilyName: r.FamilyName, Protected: r.Protected, CallbackOpen: r.CallbackOpen, Restricted: true,
	}
}

// Whose is [PatientRow.Whose], 0 while it is not known with whom the call is.
func (r *CallDraftRow) Whose() int64 {
	if r.PatientID == nil {
		return 0
	}
	return *r.PatientID
}

// Restrict is [PatientRow.Restrict].
func (r *CallDraftRow) Restrict() { r.Body, r.Restricted = []byte("{}"), true }

// Whose is [PatientRow.Whose].
func (r *ComplicationRow) Whose() int64 { return r.PatientID }

// Restrict takes out of the row whose it is: a complication counts, without anybody's name.
func (r *ComplicationRow) Restrict() {
	*r = ComplicationRow{
		Complication: Complication{ID: r.ID, Kind: r.Kind, OnsetOn: r.OnsetOn},
		Procedure:    r.Procedure, Surgeon: r.Surgeon, PerformedAt: r.PerformedAt, Restricted: true,
	}
}
