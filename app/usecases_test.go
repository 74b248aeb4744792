package app_test

import (
	"context"
	"reflect"
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/app"
	"nursedesk/app/accesslog"
	"nursedesk/app/approvals"
	"nursedesk/app/apptest"
	"nursedesk/app/bookings"
	"nursedesk/app/calls"
	"nursedesk/app/export"
	"nursedesk/app/followup"
	"nursedesk/app/holds"
	"nursedesk/app/office"
	"nursedesk/app/papers"
	"nursedesk/app/patients"
	"nursedesk/app/readiness"
	"nursedesk/app/rulebook"
	"nursedesk/app/sheet"
	"nursedesk/app/staff"
	"nursedesk/app/worklist"
	"nursedesk/models"
)

// useCase prepares what a use case needs, as somebody with every role, and gives the use case itself: one call of the desk,
// which may be tried again as long as it is refused or fails.
type useCase func(d *desk, ctx context.Context) func(ctx context.Context) error

// reading are the use cases that change nothing and that everybody who is signed in may ask for.
var reading = []string{
	"AllDuplicates", "Approval", "Asked", "Attempts", "Board", "Booking", "Bookings", "BookingsOn", "Calendar", "Call", "CallDraft", "Callbacks", "Caller", "Calls", "Check",
	"CheckBooking", "Clinic", "ClinicChanged", "ComplicationsOf", "Copy", "DecisionList", "Duplicates", "EachBooking", "EachCall", "EachComplication", "EachPatient", "EachTask",
	"Entry", "FindPatients", "Follow", "FollowUp", "GoOn", "HandedOut", "May", "NextSheetDay", "NextTry", "OpenBookingDrafts", "OpenCalls", "OpenChangeDrafts", "OpenTasks",
	"OperatingList", "Patient", "PatientOfSheet", "Preview", "Propose", "Record", "Restrictions", "RuleRows", "SBAR", "SBAROfCall", "SBAROfDraft", "Sheet", "SheetsOf", "ShiftNotes",
	"ShiftReport", "OpenID", "OwnComputer", "Staff", "StaffChanged", "TaskNow", "UnapprovedInUse", "WaitingHolds", "Worklist",
}

// keepingTyped are those that keep what is only typed, that somebody looked, or what is open where; nobody who is signed in is refused.
var keepingTyped = []string{
	"AnswerForCall", "AskForCall", "DiscardDraft", "Gone", "KeepShiftNote", "KeepTyped", "LeaveCall", "LeaveTask", "Looked", "LookedAt", "Resume",
	"SaveBookingDraft", "SaveCallDraft", "SaveChangeDraft", "SendTyped", "Stay", "TakeTask", "TellOfDraft",
}

// doors are what every use case goes through, and the ways in: they have tests of their own.
var doors = []string{"Scrub", "Change", "Changes", "Keep", "Read", "ReadAs", "Begin", "MakeUp", "SignIn", "SignInMadeUp", "SignInByAccount", "SignInByIdentity", "ChangePassword"}

// writing are all others, each with what the access table calls it.
var writing = map[string]struct {
	action string
	useCase
}{
	"Book": {"booking.registered", func(d *desk, _ context.Context) func(context.Context) error {
		return func(ctx context.Context) error { _, err := d.Book(ctx, apptest.Draft(d.T, "2026-12-14")); return err }
	}},
	"Cancel": {"booking.cancelled", onBooking(func(d *desk, ctx context.Context, one models.Booking) error {
		return d.Cancel(ctx, one.ID, one.Version, "sjuk")
	})},
	"MarkNotCome": {"booking.not-come", afterBooking(func(d *desk, _ context.Context, one models.Booking) func(context.Context) error {
		d.Wall.Time = one.Start.AddDate(0, 0, 1)
		return func(ctx context.Context) error { return d.MarkNotCome(ctx, one.ID, one.Version, "kom inte") }
	})},
	"UndoEnding": {"booking.taken-up", func(d *desk, ctx context.Context) func(context.Context) error {
		one, _ := d.Book(ctx, apptest.Draft(d.T, "2026-12-14"))
		require.NoError(d.T, d.Cancel(ctx, one.ID, one.Version, "sjuk"))
		return func(ctx context.Context) error { return d.UndoEnding(ctx, one.ID) }
	}},
	"SavePatient": {"patient.registered", func(d *desk, _ context.Context) func(context.Context) error {
		return func(ctx context.Context) error {
			_, err := d.SavePatient(ctx, office.PatientDraft{GivenName: "Ettan", FamilyName: "Ettansson", Phone: "070-174 06 05"})
			return err
		}
	}},
	"Compare": {"patient.merged", func(d *desk, ctx context.Context) func(context.Context) error {
		one, other := namesakes(d, ctx)
		return func(ctx context.Context) error { _, err := d.Compare(ctx, one, other); return err }
	}},
	"Merge": {"patient.merged", func(d *desk, ctx context.Context) func(context.Context) error {
		both := merging(d, ctx)
		return func(ctx context.Context) error { _, err := d.Merge(ctx, both); return err }
	}},
	"UndoMerge": {"patient.unmerged", func(d *desk, ctx context.Context) func(context.Context) error {
		merge, err := d.Merge(ctx, merging(d, ctx))
		require.NoError(d.T, err)
		return func(ctx context.Context) error { _, err := d.UndoMerge(ctx, merge.ID); return err }
	}},
	"Erasable": {"patient.erased", onBooking(func(d *desk, ctx context.Context, one models.Booking) error {
		_, err := d.Erasable(ctx, one.PatientID)
		return err
	})},
	"Erase": {"patient.erased", onBooking(func(d *desk, ctx context.Context, one models.Booking) error {
		_, err := d.Erase(ctx, patients.Erasing{PatientID: one.PatientID, Confirmed: "19121212-1212", MadeUp: true, Reason: "prov"})
		return err
	})},
	"CleanUp": {"patient.erased", func(d *desk, _ context.Context) func(context.Context) error {
		return func(ctx context.Context) error { return d.CleanUp(ctx) }
	}},
	"NotSame": {"patient.not-same", func(d *desk, ctx context.Context) func(context.Context) error {
		one, other := namesakes(d, ctx)
		return func(ctx context.Context) error { return d.NotSame(ctx, one, other) }
	}},
	"Reveal": {"patient.revealed", onBooking(func(d *desk, ctx context.Context, one models.Booking) error {
		_, err := d.Reveal(ctx, one.PatientID)
		return err
	})},
	"Restrict": {"patient.restricted", onBooking(func(d *desk, ctx context.Context, one models.Booking) error {
		return d.Restrict(ctx, patients.Restricting{PatientID: one.PatientID, Word: "patienten"})
	})},
	"LiftRestriction": {"patient.restriction-lifted", afterBooking(func(d *desk, ctx context.Context, one models.Booking) func(context.Context) error {
		require.NoError(d.T, d.Restrict(ctx, patients.Restricting{PatientID: one.PatientID, Word: "patienten"}))
		found, err := d.Restrictions(ctx, one.PatientID)
		require.NoError(d.T, err)
		return func(ctx context.Context) error {
			return d.LiftRestriction(ctx, patients.Lifting{PatientID: one.PatientID, ID: found.Held[0].ID, Word: "patienten"})
		}
	})},
	"OpenRestricted": {"patient.restricted-opened", onBooking(func(d *desk, ctx context.Context, one models.Booking) error {
		return d.OpenRestricted(ctx, patients.Opening{PatientID: one.PatientID, Grounds: models.OpenedInEmergency, Reason: "medvetslös"})
	})},
	"MayImport": {"may.import", func(d *desk, _ context.Context) func(context.Context) error {
		return func(ctx context.Context) error { return d.MayImport(ctx) }
	}},
	"Import": {"may.import", func(d *desk, _ context.Context) func(context.Context) error {
		return func(ctx context.Context) error {
			_, err := d.Import(ctx, bookings.ImportBytes("personal_number,given_name,family_name,phone,procedure,start\n"+
				"19121212-1212,Tolvan,Tolvansson,070-174 06 05,neurotomy,2026-12-14T08:30\n"), bookings.ImportOptions{}, func(bookings.ImportProgress) {})
			return err
		}
	}},
	"DecideHold": {"hold.decided", func(d *desk, ctx context.Context) func(context.Context) error {
		taking := apptest.Draft(d.T, "2026-12-14")
		taking.Medicines, taking.Factors = models.MedicinesOf("B01AA03"), apptest.NoFactors()
		one, err := d.Book(ctx, taking)
		require.NoError(d.T, err)
		file := d.File(one.ID)
		return func(ctx context.Context) error {
			return d.DecideHold(ctx, holds.DecisionDraft{
				BookingID: one.ID, Version: file.Booking.Version, Medicine: file.Holds[0].OnBooking.Key(), LastDose: file.Holds[0].LastDose,
				FirstDoseAgain: file.Holds[0].FirstDoseAgain, DecidedBy: "Dr Exempel", DecidedOn: d.Today(), Given: "phone",
			})
		}
	}},
	"NoteDecisionList": {"holds.listed", func(d *desk, ctx context.Context) func(context.Context) error {
		taking := apptest.Draft(d.T, "2026-12-14")
		taking.Medicines, taking.Factors = models.MedicinesOf("B01AA03"), apptest.NoFactors()
		_, err := d.Book(ctx, taking)
		require.NoError(d.T, err)
		d.Wall.Time = apptest.Date(d.T, "2026-12-01").At(9, 0)
		list, err := d.DecisionList(ctx, models.Swedish, apptest.PlainWords{})
		require.NoError(d.T, err)
		return func(ctx context.Context) error { return d.NoteDecisionList(ctx, list) }
	}},
	"CompleteTask": {"task.done", onOwnTask(func(d *desk, ctx context.Context, one models.Task) error {
		_, err := d.CompleteTask(ctx, worklist.Completion{TaskID: one.ID, Version: one.Version})
		return err
	})},
	"PostponeTask": {"task.postponed", onOwnTask(func(d *desk, ctx context.Context, one models.Task) error {
		_, err := d.PostponeTask(ctx, worklist.Postponement{TaskID: one.ID, Version: one.Version, Due: d.Today().AddDays(1), Reason: "stängt"})
		return err
	})},
	"UndoAdded": {"task.undone", onOwnTask(func(d *desk, ctx context.Context, one models.Task) error { return d.UndoAdded(ctx, one) })},
	"UndoTask": {"task.undone", func(d *desk, ctx context.Context) func(context.Context) error {
		one := ownTask(d, ctx)
		before, err := d.CompleteTask(ctx, worklist.Completion{TaskID: one.ID, Version: one.Version})
		require.NoError(d.T, err)
		return func(ctx context.Context) error { return d.UndoTask(ctx, before) }
	}},
	"ReopenTask": {"task.reopened", func(d *desk, ctx context.Context) func(context.Context) error {
		one := ownTask(d, ctx)
		_, err := d.CompleteTask(ctx, worklist.Completion{TaskID: one.ID, Version: one.Version})
		require.NoError(d.T, err)
		return func(ctx context.Context) error { _, err := d.ReopenTask(ctx, one.ID, one.Version+1); return err }
	}},
	"AddTask": {"task.added", func(d *desk, _ context.Context) func(context.Context) error {
		return func(ctx context.Context) error {
			_, err := d.AddTask(ctx, worklist.OwnTask{Words: "Beställ förband", Date: d.Today()})
			return err
		}
	}},
	"TellPatient": {"sheet.told", func(d *desk, ctx context.Context) func(context.Context) error {
		one, err := d.Book(ctx, apptest.Draft(d.T, "2026-12-14"))
		require.NoError(d.T, err)
		document, err := d.Sheet(ctx, one.ID, papers.Wanted{})
		require.NoError(d.T, err)
		require.NoError(d.T, d.KeepSheet(ctx, one.ID, document))
		to := one.Start.AddDate(0, 0, 7)
		_, err = d.Desk.Change(ctx, bookings.Change{BookingID: one.ID, Version: d.File(one.ID).Booking.Version, Start: &to})
		require.NoError(d.T, err)
		return func(ctx context.Context) error { _, err := d.TellPatient(ctx, one.ID); return err }
	}},
	"BookAppointment": {"task.booked", afterBooking(func(d *desk, _ context.Context, one models.Booking) func(context.Context) error {
		visit := physio(d, one)
		return func(ctx context.Context) error { _, err := d.BookAppointment(ctx, visit); return err }
	})},
	"MarkMissed": {"task.not-come", afterBooking(func(d *desk, ctx context.Context, one models.Booking) func(context.Context) error {
		_, err := d.BookAppointment(ctx, physio(d, one))
		require.NoError(d.T, err)
		d.Wall.Time = apptest.Date(d.T, "2026-12-29").At(9, 0)
		task := d.Task(one.ID, "physio")
		return func(ctx context.Context) error { _, err := d.MarkMissed(ctx, task.ID, task.Version, ""); return err }
	})},
	"LogAttempt": {"call.attempted", afterBooking(func(d *desk, _ context.Context, one models.Booking) func(context.Context) error {
		try := missed(d, one)
		return func(ctx context.Context) error { _, err := d.LogAttempt(ctx, try); return err }
	})},
	"UndoAttempt": {"task.undone", afterBooking(func(d *desk, ctx context.Context, one models.Booking) func(context.Context) error {
		before, err := d.LogAttempt(ctx, missed(d, one))
		require.NoError(d.T, err)
		return func(ctx context.Context) error { return d.UndoAttempt(ctx, before) }
	})},
	"GiveUp": {"call.given-up", afterBooking(func(d *desk, ctx context.Context, one models.Booking) func(context.Context) error {
		tries, _ := d.TriesBeforeGivingUp()
		for range tries {
			_, err := d.LogAttempt(ctx, missed(d, one))
			require.NoError(d.T, err)
		}
		task := d.Open(one.ID, "health-check")
		return func(ctx context.Context) error { _, err := d.GiveUp(ctx, task.ID, task.Version, "brev"); return err }
	})},
	"SignShiftNote": {"shift.noted", func(d *desk, _ context.Context) func(context.Context) error {
		return func(ctx context.Context) error { return d.SignShiftNote(ctx, models.ShiftNote{Text: "prov"}) }
	}},
	"NoteShiftReport": {"shift.printed", func(d *desk, _ context.Context) func(context.Context) error {
		return func(ctx context.Context) error {
			return d.NoteShiftReport(ctx, sheet.Document{How: models.SheetPrinted})
		}
	}},
	"EndCall": {"call.logged", onBooking(func(d *desk, ctx context.Context, one models.Booking) error {
		_, err := d.EndCall(ctx, calls.Draft{Topic: "none", PatientID: one.PatientID, BookingID: one.ID, Reason: "rodnad"}, false)
		return err
	})},
	"DiscardCall": {"call.discarded", func(d *desk, ctx context.Context) func(context.Context) error {
		begun := calls.Draft{Reason: "fel nummer"}
		require.NoError(d.T, d.SaveCallDraft(ctx, &begun))
		return func(ctx context.Context) error { return d.DiscardCall(ctx, begun) }
	}},
	"AddToCall": {"call.added-to", onCall(func(d *desk, ctx context.Context, one models.Call) error {
		return d.AddToCall(ctx, one.ID, "tillägg", nil)
	})},
	"TakeCall": {"call.taken-over", func(d *desk, ctx context.Context) func(context.Context) error {
		left := calls.Draft{Topic: "none", Reason: "rodnad"}
		require.NoError(d.T, d.SaveCallDraft(ctx, &left))
		require.NoError(d.T, d.LeaveCall(ctx))
		return func(ctx context.Context) error {
			_, err := d.TakeCall(ctx, models.Presence{Opened: models.Opened{Kind: models.OpenCall, SubjectID: left.ID}})
			return err
		}
	}},
	"AddToTask": {"task.noted", onOwnTask(func(d *desk, ctx context.Context, one models.Task) error {
		_, err := d.AddToTask(ctx, one.ID, "Förbandet är beställt")
		return err
	})},
	"NoteCallCopied": {"call.copied", onCall(func(d *desk, ctx context.Context, one models.Call) error { return d.NoteCallCopied(ctx, one) })},
	"AssignCall": {"call.assigned", func(d *desk, ctx context.Context) func(context.Context) error {
		one, err := d.Book(ctx, apptest.Draft(d.T, "2026-12-14"))
		require.NoError(d.T, err)
		call, err := d.EndCall(ctx, calls.Draft{Topic: "none", GivenName: "Tolvan", Reason: "rodnad"}, false)
		require.NoError(d.T, err)
		return func(ctx context.Context) error { return d.AssignCall(ctx, call.ID, one.PatientID) }
	}},
	"NoteHandover": {"call.handed-over", func(d *desk, ctx context.Context) func(context.Context) error {
		told, err := d.SBAROfCall(ctx, signedCall(d, ctx).ID)
		require.NoError(d.T, err)
		return func(ctx context.Context) error { return d.NoteHandover(ctx, told, models.SheetPrinted) }
	}},
	"KeepSheet": {"sheet.written", afterBooking(func(d *desk, ctx context.Context, one models.Booking) func(context.Context) error {
		document, err := d.Sheet(ctx, one.ID, papers.Wanted{})
		require.NoError(d.T, err)
		return func(ctx context.Context) error { return d.KeepSheet(ctx, one.ID, document) }
	})},
	"SaveSheet": {"sheet.written", afterBooking(func(d *desk, ctx context.Context, one models.Booking) func(context.Context) error {
		document, err := d.Sheet(ctx, one.ID, papers.Wanted{})
		require.NoError(d.T, err)
		return func(ctx context.Context) error {
			return d.SaveSheet(ctx, one.ID, document, func() error { return nil })
		}
	})},
	"NoteSheetAgain": {"sheet.again", onBooking(func(d *desk, ctx context.Context, one models.Booking) error {
		return d.NoteSheetAgain(ctx, one.ID, models.SheetPrinted)
	})},
	"KeepCalendar": {"calendar.given", afterBooking(func(d *desk, ctx context.Context, one models.Booking) func(context.Context) error {
		file, err := d.Calendar(ctx, one.ID, "")
		require.NoError(d.T, err)
		return func(ctx context.Context) error { return d.KeepCalendar(ctx, file, func() error { return nil }) }
	})},
	"NoteOperatingList": {"booking.listed", afterBooking(func(d *desk, ctx context.Context, one models.Booking) func(context.Context) error {
		list, err := d.OperatingList(ctx, one.Day(), wordless{})
		require.NoError(d.T, err)
		return func(ctx context.Context) error { return d.NoteOperatingList(ctx, list) }
	})},
	"NoteEmergencyList": {"emergency.listed", onBooking(func(d *desk, ctx context.Context, one models.Booking) error {
		return d.NoteEmergencyList(ctx, d.Now(), models.SheetPrinted, []int64{one.ID})
	})},
	"KeepRecord": {"patient.exported", onBooking(func(d *desk, ctx context.Context, one models.Booking) error {
		return d.KeepRecord(ctx, one.PatientID, export.JSON, func() error { return nil })
	})},
	"KeepList": {"list.exported", func(d *desk, _ context.Context) func(context.Context) error {
		return func(ctx context.Context) error { return d.KeepList(ctx, "bookings", 1, func() error { return nil }) }
	}},
	"RegisterComplication": {"complication.registered", func(d *desk, ctx context.Context) func(context.Context) error {
		found := infection(d, performedBooking(d, ctx))
		return func(ctx context.Context) error { _, err := d.RegisterComplication(ctx, found); return err }
	}},
	"WithdrawComplication": {"complication.withdrawn", func(d *desk, ctx context.Context) func(context.Context) error {
		kept, err := d.RegisterComplication(ctx, infection(d, performedBooking(d, ctx)))
		require.NoError(d.T, err)
		return func(ctx context.Context) error { return d.WithdrawComplication(ctx, kept.ID, "fel") }
	}},
	"ApproveRules": {"rule.approved", func(d *desk, _ context.Context) func(context.Context) error {
		approved := approvals.Draft{Rows: []rulebook.Key{d.RulesByID()[apptest.Stitches].Key}, Doctor: "Åsa Ek", On: d.Today()}
		return func(ctx context.Context) error { return d.ApproveRules(ctx, approved) }
	}},
	"WithdrawApproval": {"rule.withdrawn", func(d *desk, ctx context.Context) func(context.Context) error {
		require.NoError(d.T, d.ApproveRules(ctx, approvals.Draft{Rows: []rulebook.Key{d.RulesByID()[apptest.Stitches].Key}, Doctor: "Åsa Ek", On: d.Today()}))
		id := d.RulesByID()[apptest.Stitches].Approval.ID
		return func(ctx context.Context) error { return d.WithdrawApproval(ctx, id, "fel") }
	}},
	"SaveClinic": {"clinic.changed", func(d *desk, _ context.Context) func(context.Context) error {
		clinic := d.KeptClinic()
		return func(ctx context.Context) error { return d.SaveClinic(ctx, clinic) }
	}},
	"SaveStaff": {"staff.added", func(d *desk, _ context.Context) func(context.Context) error {
		return func(ctx context.Context) error {
			_, err := d.SaveStaff(ctx, staff.Draft{Name: "Bo Ny", Roles: []models.Role{models.Nurse}})
			return err
		}
	}},
	"ResetPassword": {"staff.reset", func(d *desk, _ context.Context) func(context.Context) error {
		return func(ctx context.Context) error { return d.ResetPassword(ctx, "Åsa Ek", "sju gröna grodor hoppar") }
	}},
	"Map": {"staff.changed", func(d *desk, _ context.Context) func(context.Context) error {
		return func(ctx context.Context) error { return d.Map(ctx, "Åsa Ek", staff.Ways{Account: "asa"}) }
	}},
	"SaveOpenID": {"openid.changed", func(d *desk, _ context.Context) func(context.Context) error {
		return func(ctx context.Context) error { _, err := d.SaveOpenID(ctx, models.OpenID{}); return err }
	}},
	"Log": {"may.read-log", func(d *desk, _ context.Context) func(context.Context) error {
		return func(ctx context.Context) error { _, err := d.Log(ctx, accesslog.Query{}); return err }
	}},
	"Extract": {"may.read-log", onBooking(func(d *desk, ctx context.Context, one models.Booking) error {
		_, err := d.Extract(ctx, one.PatientID, wordless{})
		return err
	})},
	"KeepExtract": {"log.extracted", onBooking(func(d *desk, ctx context.Context, one models.Booking) error {
		return d.KeepExtract(ctx, one.PatientID, func() error { return nil })
	})},
	"LastReview": {"may.read-log", func(d *desk, _ context.Context) func(context.Context) error {
		return func(ctx context.Context) error { _, err := d.LastReview(ctx); return err }
	}},
	"ReviewLog": {"log.reviewed", func(d *desk, _ context.Context) func(context.Context) error {
		return func(ctx context.Context) error {
			return d.ReviewLog(ctx, accesslog.Review{Looks: []int64{1}, Note: "inget"})
		}
	}},
}

func infection(d *desk, one models.Booking) followup.ComplicationDraft {
	return followup.ComplicationDraft{
		BookingID: one.ID, Kind: "wound-infection", OnsetOn: d.Today(), Found: models.FoundAtVisit, ConfirmedBy: "Dr Exempel", ConfirmedOn: d.Today(),
	}
}

// missed is a try to reach a patient before the procedure that nobody answered.
func missed(d *desk, one models.Booking) worklist.AttemptDraft {
	task := d.Open(one.ID, "health-check")
	return worklist.AttemptDraft{TaskID: task.ID, Version: task.Version, NextDate: d.Today(), NextTime: "11:00"}
}

// wordless sets an operating list in which nothing is said.
type wordless struct{}

func (wordless) OperatingList(models.Date, models.Clinic, []readiness.Row) sheet.ListingInput {
	return sheet.ListingInput{Language: models.Swedish, Parts: []sheet.ListingPart{{Empty: "prov"}}, Listed: []int64{1}}
}

func (wordless) Extract(models.Patient, models.Clinic, []models.LookRow) sheet.ListingInput {
	return sheet.ListingInput{Parts: []sheet.ListingPart{{Empty: "prov"}}}
}

func onBooking(do func(d *desk, ctx context.Context, one models.Booking) error) useCase {
	return afterBooking(func(d *desk, _ context.Context, one models.Booking) func(context.Context) error {
		return func(ctx context.Context) error { return do(d, ctx, one) }
	})
}

// afterBooking prepares more than a booking.
func afterBooking(prepare func(d *desk, ctx context.Context, one models.Booking) func(context.Context) error) useCase {
	return func(d *desk, ctx context.Context) func(context.Context) error {
		one, err := d.Book(ctx, apptest.Draft(d.T, "2026-12-14"))
		require.NoError(d.T, err)
		return prepare(d, ctx, d.File(one.ID).Booking)
	}
}

// namesakes are two patients of one name.
func namesakes(d *desk, ctx context.Context) (one, other int64) {
	var ids []int64
	for _, phone := range []string{"070-174 06 05", "070-174 06 06"} {
		patient, err := d.SavePatient(ctx, office.PatientDraft{GivenName: "Ettan", FamilyName: "Ettansson", Phone: phone})
		require.NoError(d.T, err)
		ids = append(ids, patient.ID)
	}
	return ids[0], ids[1]
}

func merging(d *desk, ctx context.Context) patients.Merging {
	one, other := namesakes(d, ctx)
	compared, err := d.Compare(ctx, one, other)
	require.NoError(d.T, err)
	return patients.Merging{
		KeptID: one, GoneID: other, KeptVersion: compared.Kept.Patient.Version, GoneVersion: compared.Gone.Patient.Version, Reason: "samma person",
	}
}

func performedBooking(d *desk, ctx context.Context) models.Booking {
	one, err := d.Book(ctx, apptest.Draft(d.T, "2026-12-14"))
	require.NoError(d.T, err)
	d.Wall.Time = one.Start.AddDate(0, 0, 7)
	_, err = d.Desk.Change(ctx, bookings.Change{BookingID: one.ID, Version: one.Version, PerformedAt: &one.Start})
	require.NoError(d.T, err)
	return d.File(one.ID).Booking
}

func physio(d *desk, one models.Booking) worklist.AppointmentDraft {
	task := d.Task(one.ID, "physio")
	return worklist.AppointmentDraft{TaskID: task.ID, Version: task.Version, Date: apptest.Date(d.T, "2026-12-28"), Time: "10:00"}
}

func ownTask(d *desk, ctx context.Context) models.Task {
	one, err := d.AddTask(ctx, worklist.OwnTask{Words: "Beställ förband", Date: d.Today()})
	require.NoError(d.T, err)
	return one
}

func onOwnTask(do func(d *desk, ctx context.Context, one models.Task) error) useCase {
	return func(d *desk, ctx context.Context) func(context.Context) error {
		one := ownTask(d, ctx)
		return func(ctx context.Context) error { return do(d, ctx, one) }
	}
}

func signedCall(d *desk, ctx context.Context) models.Call {
	one, err := d.Book(ctx, apptest.Draft(d.T, "2026-12-14"))
	require.NoError(d.T, err)
	call, err := d.EndCall(ctx, calls.Draft{Topic: "none", PatientID: one.PatientID, BookingID: one.ID, Reason: "rodnad"}, false)
	require.NoError(d.T, err)
	return call
}

func onCall(do func(d *desk, ctx context.Context, one models.Call) error) useCase {
	return func(d *desk, ctx context.Context) func(context.Context) error {
		call := signedCall(d, ctx)
		return func(ctx context.Context) error { return do(d, ctx, call) }
	}
}

// Every use case is asked of every role, and does what the access table says: it is refused, or done. One that is added to
// the desk has to be put here, or this fails.
func TestEveryUseCaseWithEveryRole(t *testing.T) {
	known := map[string]bool{}
	for _, names := range [][]string{reading, keepingTyped, doors} {
		for _, name := range names {
			known[name] = true
		}
	}
	var forgotten []string
	of := reflect.TypeFor[*app.Desk]()
	for i := range of.NumMethod() {
		method := of.Method(i)
		if method.Type.NumIn() < 2 || method.Type.In(1) != reflect.TypeFor[context.Context]() {
			continue
		}
		_, writes := writing[method.Name]
		if !writes && !known[method.Name] {
			forgotten = append(forgotten, method.Name)
		}
	}
	require.Empty(t, forgotten, "use cases of which nobody has said who may do them")
	for name, one := range writing {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := apptest.New(t, "2026-11-02")
			d.FirstStaff()
			table := d.Params.Rules.Access
			do := one.useCase(d, apptest.Everybody())
			require.ErrorIs(t, do(apptest.Nurse()), &models.Problem{Code: "access.signed-out"}, "who is not signed in")
			var may []models.Role
			for _, role := range models.StaffRoles {
				if table.May([]models.Role{role}, one.action) {
					may = append(may, role)
					continue
				}
				require.ErrorIs(t, do(apptest.AsRoles("Åsa Ek", role)), apptest.ErrRefused, "%s", role)
			}
			require.NotEmpty(t, may)
			require.NoError(t, do(apptest.AsRoles("Åsa Ek", may[0])), "%s: so the others were refused for who they are", may[0])
		})
	}
}
