package call

import (
	"context"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	deskcalls "nursedesk/app/calls"
	"nursedesk/models"
	"nursedesk/views/background"
	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/widgets"
)

// hitLimit is how many patients a search offers.
const hitLimit = 6

// themselves stands in the choice of relations for the patient, whose id is "".
const themselves = "patient"

// who is where the call begins: the number to call back, the patient, who calls
// for them, and how the identity was checked.
type who struct {
	page                          *Page
	phone                         *widgets.Line
	search                        *widgets.Search[models.PatientRow]
	given, family, number, caller *widgets.Line
	relation, identity, booking   *widgets.Choice
	form                          *widgets.Form
	finding, unknown              *fyne.Container
	aboutRow                      *widgets.FieldRow
	open                          *fyne.Container // other calls that have not ended
	offer                         *widgets.Offer  // the patient whose page was open
	asking                        background.Token
	reveal                        *widgets.Button // the number that a protected identity hides
	other                         *widgets.Button
	content                       *container.Scroll
	quiet                         bool // the fields are being filled in by the program
}

func newWho(p *Page) *who {
	w := &who{
		page: p, phone: widgets.NewLine("070-174 06 05"), caller: widgets.NewLine(locale.T("call.caller.placeholder")),
		given: widgets.NewLine(""), family: widgets.NewLine(""), number: widgets.NewLine(locale.T("call.number.form")),
		open: widgets.NewColumn(4),
	}
	w.search = widgets.NewSearch(p.host.Background(), locale.T("call.patient.placeholder"),
		func(ctx context.Context, text string) ([]models.PatientRow, error) {
			return p.desk.FindPatients(ctx, text, hitLimit)
		},
		func(row models.PatientRow) widgets.Hit {
			return widgets.Hit{Title: row.Name(), Detail: locale.Apart(row)}
		})
	w.search.OnError = p.host.Fail
	w.search.MarkOnFocus() // it holds the number that was typed above
	w.search.Nothing = func(string) string { return locale.T("call.patient.nothing") }
	w.search.OnChosen = func(row models.PatientRow) { p.choosePatient(row.ID, 0) }
	w.search.OnUnfound = w.showUnknown
	w.search.None, w.search.OnNone = locale.T("call.patient.none"), w.showUnknown
	w.reveal = widgets.NewButton(locale.T("call.reveal"), w.revealNumber)
	w.relation = widgets.NewChoice(options(append([]string{themselves}, models.Relations...), func(id string) string { return locale.T("call.relation." + id) })...)
	w.identity = newIdentity()
	w.booking = widgets.NewChoice()
	w.other = widgets.NewButton(locale.T("call.patient.other"), p.forgetPatient)
	register := widgets.NewQuiet(locale.T("call.patient.unknown"), func() { w.showUnknown(w.search.Text()) })
	w.finding = widgets.NewColumn(2, widgets.NewFieldRow("patient", locale.T("call.patient"), w.search), widgets.NewFlow(register))
	w.unknown = widgets.NewColumn(4,
		widgets.NewCells([]float32{0, 0}, w.row("given-name", w.given), w.row("family-name", w.family)),
		widgets.NewCells([]float32{0, 0}, w.row("personal-number", w.number)))
	w.aboutRow = w.row("booking", w.booking)
	w.offer = widgets.NewOffer()
	w.search.OnEmpty = w.offer.Take
	w.form = widgets.NewForm(
		w.open, w.offer,
		w.row("phone", w.phone).WithHelp(locale.T("call.phone.help")),
		w.finding, w.unknown, w.aboutRow,
		widgets.NewCells([]float32{0, 0}, w.row("relation", w.relation), w.row("caller", w.caller)),
		w.row("identity", w.identity),
		widgets.NewFlow(widgets.NewPrimary(locale.T("call.to-questions"), p.ask), w.reveal, w.other),
	)
	w.content = container.NewVScroll(container.New(layout.NewCustomPaddedLayout(4, 8, 2, 14), w.form))
	w.form.Follow(w.content)
	w.listen()
	return w
}

func (w *who) row(name string, field widgets.Field) *widgets.FieldRow {
	return widgets.NewFieldRow(name, locale.T("call.field."+name), field)
}

func options(ids []string, words func(id string) string) []widgets.Option {
	var all []widgets.Option
	for _, id := range ids {
		all = append(all, widgets.Option{ID: id, Text: words(id)})
	}
	return all
}

// listen keeps every letter in the draft.
func (w *who) listen() {
	draft := &w.page.draft
	lines := map[*widgets.Line]*string{
		w.phone: &draft.Phone, w.given: &draft.GivenName, w.family: &draft.FamilyName, w.number: &draft.Number, w.caller: &draft.Caller,
	}
	for line, into := range lines {
		line.Entry.OnChanged = func(text string) {
			if w.quiet {
				return
			}
			*into = text
			if line == w.phone && w.page.draft.PatientID == 0 {
				w.search.SetText(text) // whoever calls from a number may be known by it
				w.offer.Hidden = text != "" || !w.offer.Stands()
			}
			w.page.typed()
		}
	}
	w.phone.OnEnter = w.afterPhone
	w.caller.OnEnter, w.family.OnEnter, w.number.OnEnter, w.given.OnEnter = w.page.ask, w.page.ask, w.page.ask, w.page.ask
	w.relation.OnChosen = func(id string) { w.chosen(&draft.Relation, strings.Replace(id, themselves, "", 1)) }
	w.identity.OnChosen = func(id string) { w.chosen(&draft.Identity, id) }
	w.booking.OnChosen = func(id string) {
		if booking, err := strconv.ParseInt(id, 10, 64); err == nil && !w.quiet && booking != w.page.draft.BookingID {
			w.page.choosePatient(w.page.draft.PatientID, booking)
		}
	}
}

func (w *who) chosen(into *string, id string) {
	if w.quiet || *into == id {
		return
	}
	*into = id
	w.page.changed()
}

// newIdentity asks how it was made sure of whom the call is about.
func newIdentity() *widgets.Choice {
	return widgets.NewChoice(options(models.IdentityChecks, func(id string) string { return locale.T("call.identity." + id) })...)
}

// hasDigit tells a number to call back, whole or begun, from a name that was typed
// in its place to find the patient.
func hasDigit(text string) bool { return strings.ContainsAny(text, "0123456789") }

// afterPhone goes on to the patient: to the one whom the number found, else to
// the search, else to the questions.
func (w *who) afterPhone() {
	switch {
	case w.page.draft.PatientID != 0:
		w.page.ask()
		return
	case w.phone.Text == "" && w.offer.Take():
		return
	}
	if len(w.search.Hits()) == 0 {
		w.search.Clear()
	}
	w.page.host.Window().Canvas().Focus(w.search.Target())
}

// ask asks whether the call is about a patient, whom Enter in the empty field of the
// number takes.
func (w *who) ask(id int64) {
	background.Load(w.page.host.Background(), &w.asking,
		func(ctx context.Context) (deskcalls.CallerFile, error) { return w.page.desk.Caller(ctx, id, 0) },
		func(file deskcalls.CallerFile, err error) {
			if err != nil {
				w.page.host.Fail(err)
				return
			}
			w.offer.Ask(file.Patient, func() { w.page.choosePatient(id, 0) })
			w.fill()
		})
}

// revealNumber takes the number that a protected identity hides, which the history notes.
func (w *who) revealNumber() {
	id := w.page.draft.PatientID
	background.Load(w.page.host.Background(), &w.asking,
		func(ctx context.Context) (models.Patient, error) { return w.page.desk.Reveal(ctx, id) },
		func(patient models.Patient, err error) {
			switch {
			case err != nil:
				w.page.host.Fail(err)
			case id == w.page.draft.PatientID:
				w.page.draft.Phone = string(patient.Phone)
				w.fill()
				w.page.changed()
			}
		})
}

// showUnknown lets a patient who was not found be noted by name.
func (w *who) showUnknown(text string) {
	w.search.Clear()
	w.finding.Hide()
	w.unknown.Show()
	if !hasDigit(w.phone.Text) {
		w.phone.SetText("") // it was the name
	}
	if given, family, _ := strings.Cut(strings.TrimSpace(text), " "); !hasDigit(text) {
		w.given.SetText(given)
		w.family.SetText(strings.TrimSpace(family))
	}
	w.relaid()
	for _, line := range []*widgets.Line{w.given, w.family, w.number} {
		if line.Text == "" {
			w.page.host.Window().Canvas().Focus(line)
			return
		}
	}
}

// fill shows the draft in the fields.
func (w *who) fill() {
	w.quiet = true
	defer func() { w.quiet = false }()
	draft := w.page.draft
	for line, text := range map[*widgets.Line]string{
		w.phone: draft.Phone, w.given: draft.GivenName, w.family: draft.FamilyName, w.number: draft.Number, w.caller: draft.Caller,
	} {
		if line.Text != text {
			line.SetText(text)
		}
	}
	relation := draft.Relation
	if relation == "" {
		relation = themselves
	}
	w.relation.Choose(relation)
	w.identity.Choose(draft.Identity)
	w.showBookings()
	noted := draft.GivenName+draft.FamilyName+draft.Number != ""
	known := draft.PatientID != 0
	w.finding.Hidden, w.unknown.Hidden, w.other.Hidden = known || noted, known || !noted, !known && !noted
	w.reveal.Hidden = !known || !w.page.file.Patient.ProtectedIdentity || draft.Phone != ""
	w.offer.Hidden = known || noted || draft.Phone != "" || !w.offer.Stands()
	w.relaid()
}

func (w *who) showBookings() {
	file := w.page.file
	var offered []widgets.Option
	for _, one := range file.Bookings {
		id := strconv.FormatInt(one.Booking.ID, 10)
		offered = append(offered, widgets.Option{ID: id, Text: locale.Line(dayWords(one, w.page.host.Today()), locale.Short(one.Booking.Day()))})
	}
	offered = append(offered, widgets.Option{ID: strconv.Itoa(deskcalls.NoBooking), Text: locale.T("call.booking.none")})
	w.booking.SetOptions(offered...)
	chosen := w.page.draft.BookingID
	if file.Booking != nil {
		chosen = file.Booking.Booking.ID
	}
	if chosen == 0 {
		chosen = deskcalls.NoBooking
	}
	w.booking.Choose(strconv.FormatInt(chosen, 10))
	w.aboutRow.Hidden = w.page.draft.PatientID == 0 || len(file.Bookings) == 0
}

func (w *who) relaid() {
	w.form.Refresh()
	w.content.Refresh()
}

// showOpen offers the other calls that have not ended.
func (w *who) showOpen(calls []deskcalls.OpenCall) {
	w.open.Objects = nil
	for _, one := range calls {
		if one.Draft.ID == w.page.draft.ID {
			continue
		}
		words := locale.T("call.resume", "time", locale.ShortMoment(one.Draft.Started), "name", nameOf(one))
		w.open.Add(newLink(words, func() { w.page.resume(one.Draft.ID) }))
	}
	if len(w.open.Objects) > 0 {
		head := widgets.NewParagraph(locale.T("call.open")).Small().Bold().Ink(look.Muted)
		w.open.Objects = append([]fyne.CanvasObject{head}, w.open.Objects...)
	}
	w.open.Hidden = len(w.open.Objects) == 0
	w.relaid()
}

// nameOf is whom a call is with.
func nameOf(one deskcalls.OpenCall) string {
	switch {
	case one.Name != "":
		return one.Name
	case one.Draft.Phone != "":
		return phone(one.Draft.Phone)
	}
	return locale.T("call.nobody")
}
