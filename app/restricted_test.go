package app_test

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/app/apptest"
	"nursedesk/app/bookings"
	"nursedesk/app/care"
	"nursedesk/app/export"
	"nursedesk/app/office"
	"nursedesk/app/papers"
	"nursedesk/app/patients"
	"nursedesk/app/readiness"
	"nursedesk/app/sheet"
	"nursedesk/app/staff"
	"nursedesk/app/worklist"
	"nursedesk/models"
)

// rowWords keeps what an operating list would tell.
type rowWords struct{ rows *[]readiness.Row }

func (w rowWords) OperatingList(_ models.Date, _ models.Clinic, rows []readiness.Row) sheet.ListingInput {
	*w.rows = rows
	return sheet.ListingInput{Language: models.Swedish, Parts: []sheet.ListingPart{{Empty: "prov"}}}
}

func (d restrictedDesk) ids() (booking, call, task, draft, paper int64) {
	file, err := d.Patient(d.own, d.patient)
	require.NoError(d.T, err)
	drafts, err := d.OpenCalls(d.own)
	require.NoError(d.T, err)
	one := file.Bookings[len(file.Bookings)-1]
	for _, open := range file.Bookings {
		if len(open.Sheets) > 0 {
			one = open
		}
	}
	return one.Booking.ID, file.Calls[0].ID, one.Tasks[0].ID, drafts[0].Draft.ID, one.Sheets[0].ID
}

// restrictedDesk has a patient of whom everything that can be kept is kept, with a canary in each word, and two
// units: own, which keeps the record, and other.
type restrictedDesk struct {
	*desk
	own, other context.Context
	patient    int64
}

func newRestricted(t *testing.T) restrictedDesk {
	t.Helper()
	d := apptest.New(t, "2026-11-23")
	one := live(d, "19900101-0017")
	for _, half := range d.HalfBookings() {
		if half.Booking.Patient.ID == 0 { // typed of nobody who is registered
			require.NoError(t, d.DiscardDraft(apptest.Nurse(), half.Kept))
		}
	}
	named := office.DraftOf(one)
	named.GivenName, named.FamilyName = "Tolvan", "Tolvansson"
	_, err := d.SavePatient(apptest.Nurse(), named)
	require.NoError(t, err)
	own := d.FirstStaff()
	other := d.TwoUnits(own)
	return restrictedDesk{d, own, other, one.ID}
}

func (d restrictedDesk) restrict() {
	d.T.Helper()
	require.NoError(d.T, d.Restrict(d.own, patients.Restricting{PatientID: d.patient, Word: "patienten"}))
}

// ways are all ways to read what is kept of the patient; what a use case that is missing here reads is nobody's.
func (d restrictedDesk) ways() map[string]func(ctx context.Context) (any, error) {
	booking, call, task, draft, paper := d.ids()
	day := d.ofOwn(booking).Booking.Day()
	var told []any
	each := func(ctx context.Context, read func(context.Context) error) (any, error) {
		told = nil
		err := read(ctx)
		return told, err
	}
	return map[string]func(ctx context.Context) (any, error){
		"AllDuplicates": func(ctx context.Context) (any, error) { return d.AllDuplicates(ctx) },
		"Attempts":      func(ctx context.Context) (any, error) { return d.Attempts(ctx, task) },
		"Board":         func(ctx context.Context) (any, error) { return d.Board(ctx) },
		"Booking":       func(ctx context.Context) (any, error) { return d.Booking(ctx, booking) },
		"Bookings":      func(ctx context.Context) (any, error) { return d.Bookings(ctx, models.BookingFilter{}) },
		"Bookings by it": func(ctx context.Context) (any, error) {
			return d.Bookings(ctx, models.BookingFilter{Procedure: "neurotomy"})
		},
		"BookingsOn":      func(ctx context.Context) (any, error) { return d.BookingsOn(ctx, day) },
		"Calendar":        func(ctx context.Context) (any, error) { return d.Calendar(ctx, booking, "") },
		"Call":            func(ctx context.Context) (any, error) { return d.Call(ctx, call) },
		"CallDraft":       func(ctx context.Context) (any, error) { return d.CallDraft(ctx, draft) },
		"Callbacks":       func(ctx context.Context) (any, error) { return d.Callbacks(ctx, "") },
		"Caller":          func(ctx context.Context) (any, error) { return d.Caller(ctx, d.patient, booking) },
		"Calls":           func(ctx context.Context) (any, error) { return d.Calls(ctx, models.CallFilter{}) },
		"Calls by it":     func(ctx context.Context) (any, error) { return d.Calls(ctx, models.CallFilter{Procedure: "neurotomy"}) },
		"ComplicationsOf": func(ctx context.Context) (any, error) { return d.ComplicationsOf(ctx, d.patient) },
		"Duplicates":      func(ctx context.Context) (any, error) { return d.Duplicates(ctx, d.patient) },
		"EachBooking": func(ctx context.Context) (any, error) {
			return each(ctx, func(ctx context.Context) error {
				return d.EachBooking(ctx, models.BookingFilter{}, func(row models.BookingRow) error { told = append(told, row); return nil })
			})
		},
		"EachCall": func(ctx context.Context) (any, error) {
			return each(ctx, func(ctx context.Context) error {
				return d.EachCall(ctx, models.CallFilter{}, func(row models.CallRow) error { told = append(told, row); return nil })
			})
		},
		"EachTask": func(ctx context.Context) (any, error) {
			return each(ctx, func(ctx context.Context) error {
				return d.EachTask(ctx, d.Today().AddDays(-90), d.Today().AddDays(400), func(row models.WorklistRow) error { told = append(told, row); return nil })
			})
		},
		"EachPatient": func(ctx context.Context) (any, error) {
			return each(ctx, func(ctx context.Context) error {
				return d.EachPatient(ctx, "", func(row models.PatientRow) error { told = append(told, row); return nil })
			})
		},
		"FindPatients":      func(ctx context.Context) (any, error) { return d.FindPatients(ctx, "Tolvan", 10) },
		"GoOn":              func(ctx context.Context) (any, error) { return d.GoOn(ctx, task) },
		"HandedOut":         func(ctx context.Context) (any, error) { return d.HandedOut(ctx, paper) },
		"OpenBookingDrafts": func(ctx context.Context) (any, error) { return d.OpenBookingDrafts(ctx) },
		"OpenCalls":         func(ctx context.Context) (any, error) { return d.OpenCalls(ctx) },
		"OpenChangeDrafts":  func(ctx context.Context) (any, error) { return d.OpenChangeDrafts(ctx) },
		"OpenTasks":         func(ctx context.Context) (any, error) { return d.OpenTasks(ctx, d.Today().AddDays(400), "") },
		"OperatingList": func(ctx context.Context) (any, error) {
			var rows []readiness.Row
			_, err := d.OperatingList(ctx, day, rowWords{&rows})
			return rows, err
		},
		"Patient":        func(ctx context.Context) (any, error) { return d.Patient(ctx, d.patient) },
		"PatientOfSheet": func(ctx context.Context) (any, error) { return d.PatientOfSheet(ctx, paper) },
		"Preview": func(ctx context.Context) (any, error) {
			typed := apptest.Draft(d.T, d.Today().AddDays(40).String())
			typed.Patient = office.PatientDraft{ID: d.patient}
			return d.Preview(ctx, typed)
		},
		"Propose": func(ctx context.Context) (any, error) {
			return d.Propose(ctx, bookings.Change{BookingID: booking, Version: 1})
		},
		"Record": func(ctx context.Context) (any, error) {
			var all care.Record
			err := d.Record(ctx, d.patient, func(record care.Record, _ export.SheetFile) error { all = record; return nil })
			return all, err
		},
		"Restrictions": func(ctx context.Context) (any, error) { return d.Restrictions(ctx, d.patient) },
		"Reveal":       func(ctx context.Context) (any, error) { return d.Reveal(ctx, d.patient) },
		"SBAROfCall":   func(ctx context.Context) (any, error) { return d.SBAROfCall(ctx, call) },
		"SBAROfDraft":  func(ctx context.Context) (any, error) { return d.SBAROfDraft(ctx, draft) },
		"Sheet":        func(ctx context.Context) (any, error) { return d.Sheet(ctx, booking, papers.Wanted{}) },
		"SheetsOf":     func(ctx context.Context) (any, error) { return d.SheetsOf(ctx, day) },
		"TaskNow":      func(ctx context.Context) (any, error) { return d.TaskNow(ctx, task) },
		"WaitingHolds": func(ctx context.Context) (any, error) { return d.WaitingHolds(ctx) },
		"Worklist":     func(ctx context.Context) (any, error) { return d.Worklist(ctx, worklist.Query{}) },
	}
}

// ofOwn is the file of a booking as its own unit reads it.
func (d restrictedDesk) ofOwn(id int64) care.BookingFile {
	file, err := d.Booking(d.own, id)
	require.NoError(d.T, err)
	return file
}

// Whatever way somebody of another unit takes to a restricted record, it is refused, or tells of whom there is something and
// when, and nothing of what it is; the record's own unit reads all. A consent opens every way, to who asked for it alone.
func TestRestrictedRecordAtEveryWayIn(t *testing.T) {
	d := newRestricted(t)
	ways := d.ways()
	said := func(name string, ctx context.Context) (string, error) {
		got, err := ways[name](ctx)
		body, fault := json.Marshal(got)
		require.NoError(t, fault, name)
		return string(body), err
	}
	clinical := func(text string) bool {
		return slices.ContainsFunc([]string{canary, "neurotomy", "B01AA03", "warfarin"}, func(word string) bool { return strings.Contains(strings.ToLower(text), strings.ToLower(word)) })
	}
	tells := map[string]bool{} // the ways that tell something as long as nothing is restricted
	read := 0
	for name := range ways {
		text, err := said(name, d.other)
		if err == nil {
			read, tells[name] = read+1, clinical(text)
		}
	}
	require.Greater(t, read, 30)
	d.restrict()
	refused := 0
	for name := range ways {
		text, err := said(name, d.other)
		require.False(t, strings.Contains(text, canary) || err == nil && clinical(text), "%s tells\n%.500s", name, text)
		if err != nil && tells[name] {
			require.ErrorIs(t, err, models.ErrRestricted, name)
			refused++
		}
		text, err = said(name, d.own)
		require.Equal(t, tells[name], err == nil && clinical(text), "%s, to the record's own unit: %v", name, err)
	}
	require.GreaterOrEqual(t, refused, 10)

	require.ErrorIs(t, d.Looked(d.other, d.patient, models.LookOpened, ""), models.ErrRestricted, "who saw nothing is not said to have looked")
	require.ErrorIs(t, d.LookedAt(d.other, models.LookFound, d.patient), models.ErrRestricted)
	require.NoError(t, d.LookedAt(d.other, models.LookListed, d.patient), "a list tells that there is somebody")

	require.NoError(t, d.OpenRestricted(d.other, patients.Opening{PatientID: d.patient, Grounds: models.OpenedByConsent, How: models.ConsentByPhone}))
	for name := range ways {
		text, err := said(name, d.other)
		require.Equal(t, tells[name], err == nil && clinical(text), "%s, after the patient consented: %v", name, err)
	}
	third := d.ofOtherUnit("Tre Prov")
	_, err := d.Patient(third, d.patient)
	require.ErrorIs(t, err, models.ErrRestricted, "the consent was to one of them")
}

func (d restrictedDesk) ofOtherUnit(name string) context.Context {
	d.T.Helper()
	added, err := d.SaveStaff(d.own, staff.Draft{Name: name, Unit: apptest.OtherUnit, Roles: []models.Role{models.Nurse}, Password: apptest.Password})
	require.NoError(d.T, err)
	return office.WithPerson(context.Background(), office.PersonOf(added.Staff))
}

// foreign are the use cases that a restricted record does not hinder, and why.
var foreign = map[string]string{
	"Book": "a new patient", "SavePatient": "a new patient", "Import": "a new patient",
	"MayImport": "asks of nobody", "NotSame": "names and numbers", "Erasable": "counts, of a name and a number", "Erase": "the same",
	"CleanUp": "of nobody", "SignShiftNote": "of nobody", "NoteShiftReport": "of nobody", "DiscardCall": "of nobody", "TakeCall": "of nobody",
	"CompleteTask": "of nobody", "PostponeTask": "of nobody", "UndoAdded": "of nobody", "UndoTask": "of nobody", "ReopenTask": "of nobody",
	"AddTask": "of nobody", "AddToTask": "of nobody", "NoteDecisionList": "it left the desk", "NoteOperatingList": "it left the desk",
	"NoteEmergencyList": "it left the desk", "NoteHandover": "it left the desk", "NoteCallCopied": "it left the desk", "KeepList": "its rows are read by what hides them", "ApproveRules": "of nobody",
	"WithdrawApproval": "of nobody", "SaveClinic": "of nobody", "SaveStaff": "of nobody", "ResetPassword": "of nobody", "Map": "of nobody",
	"SaveOpenID": "of nobody", "Log": "who looked", "Extract": "who looked", "KeepExtract": "who looked", "ReviewLog": "who looked", "LastReview": "who looked",
	"OpenRestricted": "the way in",
}

// Every use case that touches a restricted record is refused to who is of another unit, whatever their roles; one that is
// added to the desk is either refused, or somebody has to say here why not.
func TestEveryUseCaseOfARestrictedRecord(t *testing.T) {
	for name, one := range writing {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := apptest.New(t, "2026-11-02")
			own := d.FirstStaff()
			other := d.TwoUnits(own)
			do := one.useCase(d, apptest.Everybody())
			everybody, err := d.FindPatients(own, "", 10)
			require.NoError(t, err)
			for _, patient := range everybody {
				require.NoError(t, d.OpenRestricted(other, patients.Opening{PatientID: patient.ID, Grounds: models.OpenedInEmergency, Reason: "prov"}))
				require.NoError(t, d.Restrict(other, patients.Restricting{PatientID: patient.ID, Unit: apptest.OtherUnit, Word: "patienten"}))
			}
			err = do(apptest.Everybody())
			if _, may := foreign[name]; may {
				require.NoError(t, err)
				return
			}
			require.NotEmpty(t, everybody)
			require.ErrorIs(t, err, models.ErrRestricted)
		})
	}
}
