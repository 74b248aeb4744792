package calls

import (
	"cmp"
	"context"
	"strings"
	"time"

	"nursedesk/app/office"
	"nursedesk/app/sheet"
	"nursedesk/app/triage"
	"nursedesk/models"
)

// SBAR is a call as it is handed over to whoever takes care of the patient next:
// situation, background, what was found and thought, and what is wanted. Each
// part is lines to read aloud, the most important first.
type SBAR struct {
	CallID    int64 // 0 while the call goes on
	PatientID int64 // 0: not found
	Surgeon   string

	Patient        string // "" where nobody knows who it is
	PersonalNumber string // as it is written; "" where it is not known
	Level          triage.Level
	LevelName      models.Text // "Akutmottagning idag"
	Began          time.Time   // the call
	At             time.Time   // the hand-over
	By             string      // who hands over; "" where nobody has signed
	Clinic         models.Clinic

	Parts [4][]SBARLine // in the order of SBARParts
}

// SBARParts are the letters of the four parts.
var SBARParts = [4]string{"S", "B", "A", "R"}

// SBARLine is one sentence: the translation key below "sbar.line.", and the
// values of its placeholders, which may be SBARTerms, []models.Text, SBARHealth
// or medication.Dates beside what a sentence usually takes.
type SBARLine struct {
	Code   string
	Values map[string]any
	Strong bool // must not be missed
}

// SBARTerms are findings in a row.
type SBARTerms []SBARTerm

// SBARTerm is a finding, with its answer where that is a number or a choice.
type SBARTerm struct {
	Finding  string      // its id
	Question models.Text // for a finding that has no short name
	Says     models.Text
}

// SBARHealth is what the booking says of the patient's health, by id.
type SBARHealth struct {
	Conditions []models.Condition
	Factors    []string
}

func sbarLine(code string, values ...any) SBARLine {
	line := SBARLine{Code: code, Values: map[string]any{}}
	for i := 0; i+1 < len(values); i += 2 {
		if name, ok := values[i].(string); ok {
			line.Values[name] = values[i+1]
		}
	}
	return line
}

func (l SBARLine) strong() SBARLine {
	l.Strong = true
	return l
}

// told is what a hand-over is made from. A call that goes on is told in the form
// of one that has ended, so that both read the same.
type told struct {
	CallFile
	caller  CallerFile
	phone   string   // as typed, where it is no number
	askAlso []string // findings that the one who takes over should know
	again   *models.Call
	suggest *time.Time // when the desk should call again, while no time is promised
	goesOn  bool
	// contradicts says that the answers don't fit together: the worse of them counts.
	contradicts bool
	by          string
	now         time.Time
	guide       *triage.Guide
}

// number is the number to call, "" where there is none or a protected identity hides it.
func (t *told) number() string {
	if t.caller.Patient.ProtectedIdentity {
		return ""
	}
	return cmp.Or(t.Call.Phone.Format(), t.phone)
}

// SBAR tells a call that goes on, as far as it is known. It is quick and reads
// nothing; file and judged belong to the draft.
func (s *Service) SBAR(ctx context.Context, draft Draft, file CallerFile, judged Judgement) SBAR {
	// What hinders ending the call does not hinder telling about it.
	call, _ := s.note(draft, file, judged)
	call.EndedAt, call.By = nil, office.Actor(ctx)
	patient := file.Patient
	if draft.PatientID == 0 {
		patient = models.Patient{GivenName: draft.GivenName, FamilyName: draft.FamilyName}
		patient.PersonalNumber, _ = models.ParsePersonalNumber(draft.Number, s.office.Today())
	}
	from := told{
		CallFile: CallFile{Call: call, Record: s.record(draft, judged), Recorded: true, Patient: patient},
		caller:   file, phone: strings.TrimSpace(draft.Phone), askAlso: judged.AskAlso, again: judged.Again, goesOn: true,
		by: office.Actor(ctx), now: s.office.Now(), guide: s.office.Rules.Triage,
	}
	from.Tasks = s.follows(call, judged)
	from.contradicts = len(judged.Contradictions) > 0
	if window := judged.Next.Callback; window != nil {
		from.suggest = &window.Suggested
	}
	return from.sbar()
}

// SBAROfCall tells a call that has ended, as it is to be handed over now.
func (s *Service) SBAROfCall(ctx context.Context, callID int64) (SBAR, error) {
	from := told{by: office.Actor(ctx), now: s.office.Now(), guide: s.office.Rules.Triage}
	err := s.office.Read(ctx, func(tx *office.Tx) error {
		var err error
		if from.CallFile, err = tx.CallFile(callID); err != nil {
			return err
		}
		booking := int64(NoBooking)
		if from.Call.BookingID != nil {
			booking = *from.Call.BookingID
		}
		from.caller, err = s.caller(tx, from.Call.PatientID, booking)
		return err
	})
	if err != nil {
		return SBAR{}, err
	}
	from.phone = from.Call.Phone.Format()
	return from.sbar(), nil
}

// SBAROfDraft tells a call that goes on as it is kept.
func (s *Service) SBAROfDraft(ctx context.Context, draftID int64) (SBAR, error) {
	draft, err := s.CallDraft(ctx, draftID)
	if err != nil {
		return SBAR{}, err
	}
	file, err := s.Caller(ctx, draft.PatientID, draft.BookingID)
	if err != nil {
		return SBAR{}, err
	}
	judged, err := s.Judge(draft, file)
	if err != nil {
		return SBAR{}, err
	}
	return s.SBAR(ctx, draft, file, judged), nil
}

// TellOfDraft notes in a call that goes on who took over. Whoever has the call
// open holds it in an older version afterwards.
func (s *Service) TellOfDraft(ctx context.Context, draftID int64, contact models.Contact) error {
	if err := contact.Validate(); err != nil {
		return err
	}
	draft, err := s.CallDraft(ctx, draftID)
	if err != nil {
		return err
	}
	draft.Contacts = append(draft.Contacts, contact)
	return s.SaveCallDraft(ctx, &draft)
}

// NoteHandover notes in the patient's history that a hand-over left the desk, and how.
func (s *Service) NoteHandover(ctx context.Context, told SBAR, how models.SheetWay) error {
	return s.office.Change(ctx, func(*office.Tx) (models.AuditEntry, error) {
		entry := models.AuditEntry{Action: "call.handed-over", Details: map[string]string{"how": string(how)}}
		if told.PatientID != 0 {
			entry.PatientID = &told.PatientID
		}
		return entry, nil
	})
}

// SBARSheet writes a hand-over on one page as PDF; it keeps nothing.
func (s *Service) SBARSheet(in sheet.HandoverInput) (sheet.Document, error) {
	return s.office.Rules.Sheets.Handover(in)
}

func (t *told) sbar() SBAR {
	out := SBAR{
		CallID: t.Call.ID, PatientID: t.Call.PatientID,
		Patient: t.name(), PersonalNumber: t.Patient.PersonalNumber.String(),
		Level: triage.Level(t.Call.Level), Began: t.Call.At, At: t.now, By: t.by, Clinic: t.caller.Clinic,
		Parts: [4][]SBARLine{t.situation(), t.background(), t.assessment(), t.recommendation()},
	}
	if level, ok := t.guide.Level(out.Level); ok {
		out.LevelName = level.Name
	}
	if t.caller.Booking != nil {
		out.Surgeon = t.caller.Booking.Booking.Surgeon
	}
	return out
}

// name is the patient's, "" where nobody knows it: a record that was made for an
// unknown caller has dashes.
func (t *told) name() string {
	var parts []string
	for _, part := range []string{t.Patient.GivenName, t.Patient.FamilyName} {
		if part = strings.TrimSpace(part); part != "" && part != "–" {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, " ")
}

// oneLine puts what was typed on several lines on one.
func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }
