package complications

import (
	"context"

	"nursedesk/app/care"
	"nursedesk/app/followup"
	"nursedesk/models"
	"nursedesk/views/background"
	"nursedesk/views/locale"
	"nursedesk/views/page"
	"nursedesk/views/widgets"
)

// dialogWidth is the width of the dialog's fields.
const dialogWidth = 560

// Register asks for a complication that a doctor has confirmed after a performed
// procedure, and writes it down. callID is the call that led to it, 0 for none: it
// was then found by that call unless the nurse says otherwise. done, which may be
// nil, follows once it is kept.
func Register(desk Desk, host page.Host, bookingID, callID int64, done func()) {
	background.Load(host.Background(), new(background.Token), func(ctx context.Context) (read, error) {
		file, err := desk.Booking(ctx, bookingID)
		if err != nil {
			return read{}, err
		}
		clinic, err := desk.Clinic(ctx)
		return read{file: file, doctors: clinic.Surgeons}, err
	}, func(found read, err error) {
		if err == nil && found.file.Booking.Status != models.StatusPerformed {
			err = &models.Problem{Code: "complication.not-performed"}
		}
		if err != nil {
			host.Fail(err)
			return
		}
		newForm(desk, host, found, callID).ask(done)
	})
}

// read is what the form needs to know before it is shown.
type read struct {
	file    care.BookingFile
	doctors []string
}

// form is the fields of one complication.
type form struct {
	*widgets.Form
	desk  Desk
	host  page.Host
	read  read
	draft followup.ComplicationDraft

	kind, found *widgets.Choice
	other       *widgets.Line
	otherRow    *widgets.FieldRow
	onset       *widgets.DateField
	doctor      *widgets.Suggest
	confirmed   *widgets.DateField
	note        *widgets.Note
}

func newForm(desk Desk, host page.Host, found read, callID int64) *form {
	f := &form{
		desk: desk, host: host, read: found,
		kind: widgets.NewChoice(kinds(desk)...), found: widgets.NewChoice(waysFound()...), other: widgets.NewLine(""),
		// What goes wrong asks for no working day, so no red day is marked.
		onset: widgets.NewDateField(host.Today, nil), confirmed: widgets.NewDateField(host.Today, locale.RedDay),
		doctor: widgets.NewSuggest(locale.T("complication.field.confirmed-by.placeholder")), note: widgets.NewNote(""),
	}
	f.draft.BookingID, f.draft.CallID = found.file.Booking.ID, callID
	f.onset.SetDate(host.Today())
	f.confirmed.SetDate(host.Today())
	f.doctor.SetOptions(found.doctors)
	row := func(name string, field widgets.Field) *widgets.FieldRow {
		return widgets.NewFieldRow(name, locale.T("complication.field."+name), field)
	}
	f.otherRow = row("found-text", f.other)
	f.otherRow.Hide()
	f.Form = widgets.NewForm(
		row("kind", f.kind), widgets.NewBeside(row("onset-on", f.onset), row("found", f.found)), f.otherRow,
		widgets.NewBeside(row("confirmed-by", f.doctor), row("confirmed-on", f.confirmed)), row("note", f.note))
	f.found.OnChosen = func(id string) {
		f.otherRow.Hidden = models.FoundBy(id) != models.FoundOtherwise
		f.Form.Refresh()
	}
	if callID != 0 {
		f.found.Choose(string(models.FoundByCall))
	}
	return f
}

func (f *form) ask(done func()) {
	file := f.read.file
	f.host.Ask(page.Dialog{
		Title:   locale.T("complication.register.title"),
		Text:    locale.Line(file.Patient.Name(), locale.In(file.Protocol.Title)+" "+locale.Moment(file.Booking.Begin())) + ".\n" + locale.T("complication.register.text"),
		Content: f.Form, Form: f.Form, Focus: f.kind, Width: dialogWidth, Confirm: locale.T("complication.register.confirm"),
		OnConfirm: f.take,
		Work: func(ctx context.Context) error {
			_, err := f.desk.RegisterComplication(ctx, f.draft)
			return err
		},
		OnDone: func() {
			f.host.Toast(locale.T("complication.register.told", "what", Title(f.desk, f.draft.Kind)), nil)
			if done != nil {
				done()
			}
		},
	})
}

// take reads the fields; the error is the days that are none.
func (f *form) take() error {
	var problems models.Problems
	onset, err := f.onset.Date()
	problems.Add("onset-on", err)
	confirmed, err := f.confirmed.Date()
	problems.Add("confirmed-on", err)
	f.draft.Kind, f.draft.Found = f.kind.ChosenID(), models.FoundBy(f.found.ChosenID())
	f.draft.FoundText, f.draft.Note = f.other.Text, f.note.Text
	f.draft.ConfirmedBy = f.doctor.Text()
	f.draft.OnsetOn, f.draft.ConfirmedOn = onset, confirmed
	return problems.OrNil()
}

// Withdraw asks why a complication was wrong, and takes it back. done follows once
// it is, or once somebody else has done so.
func Withdraw(desk Desk, host page.Host, complication models.Complication, done func()) {
	reason := widgets.NewLine("")
	form := widgets.NewForm(widgets.NewFieldRow("reason", locale.T("complication.field.reason"), reason))
	why := ""
	host.Ask(page.Dialog{
		Title: locale.T("complication.withdraw.title"),
		Text: locale.T("complication.withdraw.text", "what", Title(desk, complication.Kind), "date", complication.OnsetOn,
			"doctor", complication.ConfirmedBy),
		Content: form, Form: form, Focus: reason, Confirm: locale.T("complication.withdraw.confirm"), Danger: true,
		OnConfirm: func() error {
			why = reason.Text
			return nil
		},
		Work: func(ctx context.Context) error { return desk.WithdrawComplication(ctx, complication.ID, why) },
		OnDone: func() {
			host.Toast(locale.T("complication.withdraw.told", "what", Title(desk, complication.Kind)), nil)
			done()
		},
		OnCancel: done, // whoever was refused as stale sees what holds now
	})
}
