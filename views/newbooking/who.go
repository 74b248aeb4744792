package newbooking

import (
	"context"
	"reflect"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"nursedesk/app/bookings"
	"nursedesk/app/care"
	"nursedesk/app/office"
	"nursedesk/models"
	"nursedesk/views/background"
	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/patientform"
	"nursedesk/views/widgets"
)

// stage is how far the nurse has come with who it is.
type stage int

const (
	searching stage = iota // one field finds the patient
	offered                // nobody is found: the fields of a new one stand below the search
	fresh                  // a new patient is being written
	settled                // a registered patient is chosen and folded to one line
)

// mostHits is how many patients a search shows: what the eye takes in.
const mostHits = 6

// who is the patient's part of the form.
type who struct {
	page  *bookingPage
	stage stage

	search    *widgets.Search[models.PatientRow]
	searchRow *widgets.FieldRow

	number, given, family, phone, email *widgets.Line
	noPhone, interpreter                *widgets.Line
	language                            *widgets.Choice
	note                                *widgets.Note
	touched                             bool // the nurse has written in them herself
	record                              *record

	offer   *widgets.Offer // the patient whose page was open
	chosen  models.Patient
	twin    models.PatientRow // is registered with the number that was written
	loading background.Token
	asking  background.Token

	freshHead  *fyne.Container
	noPhoneRow *widgets.FieldRow // asked where there is no number
	freshRows  []fyne.CanvasObject
	useTwin    *fyne.Container
	folded     *fyne.Container
	name       *widgets.Paragraph
	details    *widgets.Paragraph
}

func newWho(p *bookingPage) *who {
	w := &who{
		page:   p,
		number: widgets.NewLine(locale.T("newbooking.number.placeholder")).SetLetters(14),
		given:  widgets.NewLine(""), family: widgets.NewLine(""),
		phone: widgets.NewLine(locale.T("newbooking.phone.placeholder")).SetLetters(14),
		email: widgets.NewLine(locale.T("newbooking.email.placeholder")), note: widgets.NewNote(""),
		language: widgets.NewChoice(patientform.Languages()...),
		name:     widgets.NewParagraph("").Heading(),
		details:  widgets.NewParagraph("").Ink(look.Muted),
		noPhone:  widgets.NewLine(locale.T("newbooking.no-phone.placeholder")), interpreter: widgets.NewLine(""),
	}
	w.record = newRecord(p)
	w.search = widgets.NewSearch(p.host.Background(), locale.T("newbooking.search.placeholder"),
		func(ctx context.Context, text string) ([]models.PatientRow, error) {
			return p.desk.FindPatients(ctx, text, mostHits)
		}, func(found models.PatientRow) widgets.Hit {
			w.somebody()
			return widgets.Hit{Title: found.Name(), Detail: locale.Apart(found)}
		})
	w.search.OnChosen = func(found models.PatientRow) { w.choose(found.ID) }
	w.search.OnError = p.host.Fail
	w.search.OnText = func(text string) {
		if text == "" {
			w.somebody()
		}
		w.show()
		p.changed()
	}
	w.search.Nothing = w.nobody
	w.search.None, w.search.OnNone = locale.T("newbooking.none"), w.another
	w.search.OnUnfound = func(text string) {
		if isNumber(text, p.host.Today()) {
			p.form.Row("given-name").Focus()
		}
	}
	w.offer = widgets.NewOffer()
	w.search.OnEmpty = w.offer.Take
	w.searchRow = row("patient", w.search)
	for _, line := range w.lines() {
		w.watch(line)
	}
	w.language.OnChosen = func(string) { w.edited() }
	w.note.OnText = func(string) { w.edited() }
	return w
}

// lines are the fields of text of a new patient.
func (w *who) lines() []*widgets.Line {
	return []*widgets.Line{w.number, w.given, w.family, w.phone, w.email, w.noPhone, w.interpreter}
}

// watch makes a field of a new patient settle the stage when it is entered, and
// tell what is wrong with it when it is left.
func (w *who) watch(line *widgets.Line) {
	line.Entry.OnChanged = func(string) { w.edited() }
	line.OnFocus = func(gained bool) {
		if gained && w.stage == offered {
			w.setStage(fresh)
		}
		if !gained {
			w.show()
			w.page.changed()
		}
	}
}

func (w *who) edited() {
	if !w.page.filling {
		w.touched = true
		w.page.changed()
	}
}

// items are the part's objects in the order of the form.
func (w *who) items() []fyne.CanvasObject {
	w.freshHead = container.NewBorder(nil, nil, nil,
		widgets.NewButton(locale.T("newbooking.search-instead"), func() {
			w.setStage(searching)
			w.focus()
		}),
		container.New(layout.NewCustomPaddedLayout(8, 0, 0, 0),
			widgets.NewParagraph(locale.T("newbooking.new-patient")).Bold()))
	w.useTwin = container.NewBorder(nil, nil,
		widgets.NewButton(locale.T("newbooking.use-registered"), func() { w.choose(w.twin.ID) }), nil)
	w.freshRows = []fyne.CanvasObject{
		row("personal-number", w.number).WithHelp(locale.T("newbooking.number.help")),
		w.useTwin,
		widgets.NewBeside(row("given-name", w.given), row("family-name", w.family)),
		widgets.NewBeside(row("phone", w.phone), row("email", w.email)),
		widgets.NewBeside(row("language", w.language), row("interpreter", w.interpreter)),
		row("patient-note", w.note),
	}
	w.noPhoneRow = row("no-phone", w.noPhone)
	w.folded = container.NewBorder(nil, nil, nil,
		container.NewVBox(widgets.NewButton(locale.T("newbooking.change-patient"), func() {
			w.setStage(searching)
			w.focus()
		})),
		widgets.NewColumn(0, w.name, w.details, w.record.known))
	items := []fyne.CanvasObject{section("who"), w.searchRow, w.offer, w.freshHead}
	items = append(items, w.freshRows...)
	return append(items, w.folded, w.noPhoneRow, w.record.row)
}

func (w *who) setStage(to stage) {
	if w.stage != to {
		if w.stage == settled {
			w.record.leave(w.chosen)
		}
		w.stage = to
		w.show()
		w.page.relaid()
	}
}

// show shows what belongs to the stage.
func (w *who) show() {
	writing := w.stage == offered || w.stage == fresh
	w.page.setShown(w.searchRow, w.stage == searching || w.stage == offered)
	w.page.setShown(w.offer, w.stage == searching && w.search.Text() == "" && w.offer.Stands())
	w.page.setShown(w.freshHead, w.stage == fresh)
	for _, object := range w.freshRows {
		w.page.setShown(object, writing)
	}
	w.page.setShown(w.useTwin, writing && w.twin.ID != 0)
	w.page.setShown(w.folded, w.stage == settled)
	w.page.setShown(w.record.row, w.stage == settled && !w.chosen.Record.Empty())
	w.page.setShown(w.noPhoneRow, w.asksWhy())
}

// asksWhy tells whether it is asked why there is no number to call: once the nurse has
// passed the field of the number by, or of a registered patient who has none.
func (w *who) asksWhy() bool {
	switch w.stage {
	case settled:
		return w.chosen.Phone == "" && w.chosen.OtherPhone == ""
	case fresh:
		later := w.email.Text + w.interpreter.Text + w.noPhone.Text + w.note.Text
		return w.phone.Text == "" && (w.page.attempted || later != "")
	case searching, offered:
	}
	return false
}

// another begins a new patient though the search found some: two can have one name.
func (w *who) another(text string) {
	w.fillFrom(text)
	w.setStage(fresh)
	w.page.changed()
	w.page.form.Row("given-name").Focus()
}

// setTwin says whether a registered patient has the number that is written.
func (w *who) setTwin(twin models.PatientRow) {
	if w.twin.ID != twin.ID {
		w.twin = twin
		w.show()
		w.page.form.Refresh()
		w.page.scroll.Refresh()
	}
}

// somebody follows when the search finds patients again.
func (w *who) somebody() {
	if w.stage == offered && !w.touched {
		w.setStage(searching)
	}
}

// nobody offers the fields of a new patient, with what was searched for in them.
func (w *who) nobody(text string) string {
	if w.stage != searching && w.stage != offered {
		return ""
	}
	w.fillFrom(text)
	w.setStage(offered)
	w.page.changed()
	if whole(text, w.page.host.Today()) {
		w.page.form.Row("given-name").Focus()
	}
	return locale.T("newbooking.nobody")
}

// fillFrom puts what was searched for into the fields, unless they are written in.
func (w *who) fillFrom(text string) {
	if w.touched {
		return
	}
	found := read(text, w.page.host.Today())
	before := w.page.filling
	w.page.filling = true
	w.number.SetText(found.PersonalNumber)
	w.given.SetText(found.GivenName)
	w.family.SetText(found.FamilyName)
	w.phone.SetText(found.Phone)
	w.page.filling = before
}

// focus gives the focus to where this part begins.
func (w *who) focus() {
	switch w.stage {
	case searching, offered:
		w.searchRow.Focus()
	case fresh:
		w.page.form.Row("personal-number").Focus()
	case settled:
		if w.record.row.Visible() && !w.record.answered() {
			w.record.row.Focus()
			return
		}
		w.page.form.Row("procedure").Focus()
	}
}

// ask asks whether the booking is for a patient, whom Enter in the empty search takes;
// 0 asks about nobody.
func (w *who) ask(id int64) {
	w.asking.Cancel()
	w.offer.Clear()
	w.show()
	if id == 0 || w.stage != searching {
		return
	}
	background.Load(w.page.host.Background(), &w.asking,
		func(ctx context.Context) (care.PatientFile, error) { return w.page.desk.Patient(ctx, id) },
		func(file care.PatientFile, err error) {
			if err != nil {
				w.page.host.Fail(err)
				return
			}
			w.offer.Ask(file.Patient, func() { w.choose(id) })
			w.show()
			w.page.relaid()
		})
}

// choose takes a registered patient; what else is typed stays.
func (w *who) choose(id int64) {
	background.Load(w.page.host.Background(), &w.loading,
		func(ctx context.Context) (care.PatientFile, error) { return w.page.desk.Patient(ctx, id) },
		func(file care.PatientFile, err error) {
			if err != nil {
				w.page.host.Fail(err)
				return
			}
			w.take(file.Patient)
			w.record.carry(file.Patient)
			w.focus()
		})
}

func (w *who) take(patient models.Patient) {
	if w.stage == settled {
		w.record.leave(w.chosen)
	}
	w.chosen = patient
	w.noPhone.SetText(patient.NoPhone)
	w.record.about(patient)
	w.twin = models.PatientRow{}
	w.name.SetText(patient.Name())
	w.details.SetText(w.describe(patient))
	w.search.Clear()
	w.stage = searching
	w.setStage(settled)
}

func (w *who) describe(patient models.Patient) string {
	text := locale.T("newbooking.no-number")
	if patient.PersonalNumber != "" {
		text = patient.PersonalNumber.String()
	}
	if age, ok := patient.Age(w.page.host.Today()); ok {
		text += " · " + locale.T("newbooking.age", "n", age)
	}
	return locale.Line(text, locale.Reach(patient.Phone, patient.ProtectedIdentity), locale.LanguageName(patient.Language))
}

// draft is the patient as the form stands.
func (w *who) draft() office.PatientDraft {
	switch w.stage {
	case settled:
		draft := office.DraftOf(w.chosen)
		draft.Record.NoPhone = w.noPhone.Text
		draft.Record.Allergies = w.record.allergies.Text
		return draft
	case offered, fresh:
		return w.written()
	case searching:
	}
	return office.PatientDraft{}
}

// written is what stands in the fields of a new patient, shown or not.
func (w *who) written() office.PatientDraft {
	return office.PatientDraft{
		PersonalNumber: w.number.Text, GivenName: w.given.Text, FamilyName: w.family.Text,
		Phone: w.phone.Text, Email: w.email.Text,
		Language: models.Language(w.language.ChosenID()), Note: w.note.Text,
		Record: models.Record{NoPhone: w.noPhone.Text, Interpreter: w.interpreter.Text, Allergies: w.record.allergies.Text},
	}
}

// fill puts in what was written before. The search finds again by itself.
func (w *who) fill(open bookings.OpenBooking) {
	typed := open.Typed.Patient
	w.number.Restore(typed.PersonalNumber)
	w.given.Restore(typed.GivenName)
	w.family.Restore(typed.FamilyName)
	w.phone.Restore(typed.Phone)
	w.email.Restore(typed.Email)
	w.noPhone.Restore(typed.Record.NoPhone)
	w.interpreter.Restore(typed.Record.Interpreter)
	w.record.allergies.Restore(typed.Record.Allergies)
	w.language.Choose(string(typed.Language))
	w.note.Restore(typed.Note)
	found := read(open.Typed.Search, w.page.host.Today())
	found.Language = typed.Language
	w.touched = !reflect.DeepEqual(typed, found)
	if open.Patient.ID != 0 {
		w.take(open.Patient)
		known := w.record.restore(typed.Record.Allergies)
		w.record.answer(open.Booking.Checked && known)
		w.noPhone.Restore(typed.Record.NoPhone)
		return
	}
	if open.Typed.IsNew {
		w.setStage(fresh)
	}
	w.search.SetText(open.Typed.Search)
}

// empty forgets the patient.
func (w *who) empty() {
	w.loading.Cancel()
	w.chosen, w.twin, w.touched = models.Patient{}, models.PatientRow{}, false
	w.search.Clear()
	for _, line := range w.lines() {
		line.SetText("")
	}
	w.record.allergies.SetText("")
	w.record.answer(false)
	w.note.SetText("")
	w.language.Choose(string(models.Swedish))
	w.stage = searching
	w.show()
}
