// Package medicines is the editor of what a patient takes and of what the rules
// have to know about it, shared by the page that registers a booking and the one
// that changes it. It asks only what the rules need; what is not known goes to
// the doctor.
package medicines

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"nursedesk/app/medication"
	"nursedesk/app/office"
	"nursedesk/app/rulebook"
	"nursedesk/models"
	"nursedesk/views/background"
	"nursedesk/views/locale"
	"nursedesk/views/widgets"
)

// common are the codes of the blood thinners that patients name most; what they
// are called and whether they thin the blood is the catalogue's to say.
var common = []string{"B01AC06", "B01AA03", "B01AF02", "B01AF01", "B01AC04", "B01AB04"}

// The names of the fields that problems can be about.
const (
	FieldMedicines = "medicines"
	FieldSearch    = "other-medicines"
	FieldClearance = "clearance"
)

// Editor is the fields of what a patient takes.
type Editor struct {
	// OnChanged, where set, follows every change, which may have changed the
	// editor's height too.
	OnChanged func()
	// Tier, where set, is the bleeding risk of the procedure that is chosen: what it does
	// not ask for is not asked. "" is not known.
	Tier func() rulebook.Tier
	// OnTyped, where set, follows what is typed to find a medicine.
	OnTyped func()

	catalogue *medication.Catalogue
	ticks     *widgets.Ticks
	search    *widgets.Search[hit]
	searching *widgets.FieldRow
	list      *fyne.Container
	clearance *widgets.Line
	measured  *widgets.FieldRow
	factors   *factors

	doses   bool            // each medicine also has a dose, and since when
	chosen  []string        // keys, in the order chosen
	rows    map[string]*row // of all that is or was chosen, by key
	filling bool            // the editor itself writes into its fields
	scroll  *container.Scroll
}

// New makes an empty editor.
func New(catalogue *medication.Catalogue, runner background.Runner) *Editor {
	e := &Editor{catalogue: catalogue, list: widgets.NewColumn(10), rows: map[string]*row{}}
	var options []widgets.Option
	for _, code := range common {
		if medicine, ok := catalogue.ByATC(code); ok {
			options = append(options, widgets.Option{ID: code, Text: tradeName(medicine)})
		}
	}
	e.ticks = widgets.NewTicks(options...)
	e.ticks.OnChanged = e.ticked
	e.search = widgets.NewSearch(runner, locale.T("medicines.placeholder"), e.find, describe)
	e.search.OnChosen = func(found hit) { e.add(found.medicine) }
	e.search.OnText = func(text string) {
		if text != "" {
			e.searching.SetProblem("")
			e.searching.SetHelp("")
		}
		if e.OnTyped != nil && !e.filling {
			e.OnTyped()
		}
	}
	e.searching = widgets.NewFieldRow(FieldSearch, locale.T("medicines.search"), e.search)
	e.clearance = widgets.NewLine(locale.T("medicines.clearance.placeholder"))
	e.clearance.OnChanged = func(string) { e.answered() }
	e.measured = widgets.NewFieldRow(FieldClearance, locale.T("medicines.clearance"), e.clearance)
	e.factors = e.newFactors()
	e.Set(office.Takes{})
	return e
}

// WithDoses makes the editor ask for the dose of each medicine, and since when it is taken.
func (e *Editor) WithDoses() *Editor {
	e.doses = true
	return e
}

// SetTaken fills an editor that asks for doses.
func (e *Editor) SetTaken(taken []models.TakenMedicine) {
	e.Set(office.Takes{Medicines: models.Record{Medicines: taken}.Takes()})
	for _, one := range taken {
		e.rows[key(one.Medicine)].dose.SetText(one.Dose)
		e.rows[key(one.Medicine)].since.SetText(one.Since)
	}
}

// Taken are the medicines with what was said of them.
func (e *Editor) Taken() []models.TakenMedicine {
	var taken []models.TakenMedicine
	for _, key := range e.chosen {
		row := e.rows[key]
		taken = append(taken, models.TakenMedicine{
			Medicine: row.taken(), Dose: strings.TrimSpace(row.dose.Text), Since: strings.TrimSpace(row.since.Text),
		})
	}
	return taken
}

// Items are the fields, for a form.
func (e *Editor) Items() []fyne.CanvasObject {
	return []fyne.CanvasObject{
		widgets.NewFieldRow(FieldMedicines, locale.T("medicines.common"), e.ticks),
		e.searching, e.list, e.measured, e.factors.content,
	}
}

// Follow makes a scroll bring the questions of each medicine into view when they
// get the focus. The form that holds the items follows the rest.
func (e *Editor) Follow(scroll *container.Scroll) {
	e.scroll = scroll
	for _, row := range e.rows {
		e.follow(row)
	}
}

func (e *Editor) follow(row *row) {
	if e.scroll != nil {
		widgets.FollowRow(e.scroll, row.formRow)
		widgets.FollowRow(e.scroll, row.whyRow)
		widgets.FollowRow(e.scroll, row.doseRow)
		widgets.FollowRow(e.scroll, row.sinceRow)
	}
}

// ClearanceField is what has the focus while the clearance is being typed.
func (e *Editor) ClearanceField() fyne.Focusable { return e.clearance }

// Set fills the editor, without calling OnChanged.
func (e *Editor) Set(values office.Takes) {
	e.filling = true
	defer func() { e.filling = false }()
	e.chosen, e.rows = nil, map[string]*row{}
	for _, medicine := range values.Medicines {
		e.keep(medicine)
	}
	e.clearance.SetText(values.Clearance)
	e.factors.set(values.Factors)
	e.search.Clear()
	e.searching.SetHelp("")
	e.show()
}

// Values are what the editor holds now.
func (e *Editor) Values() office.Takes {
	values := office.Takes{Factors: e.factors.answers(), Clearance: strings.TrimSpace(e.clearance.Text)}
	for _, key := range e.chosen {
		values.Medicines = append(values.Medicines, e.rows[key].taken())
	}
	if !e.measured.Visible() { // what nobody can see must not hinder
		if _, err := e.catalogue.ParseClearance(values.Clearance); err != nil {
			values.Clearance = ""
		}
	}
	return values
}

// Check refuses with "medicines.unchosen" a name that was typed and not chosen,
// so that no medicine is left out unseen.
func (e *Editor) Check() error {
	if strings.TrimSpace(e.search.Text()) == "" {
		return nil
	}
	return (&models.Problem{Code: "medicines.unchosen"}).With("text", strings.TrimSpace(e.search.Text())).On(FieldSearch)
}

func (e *Editor) add(medicine models.Medicine) {
	e.search.Clear()
	if slices.Contains(e.chosen, key(medicine)) {
		e.searching.SetHelp(locale.T("medicines.twice", "name", e.written(medicine)))
		return
	}
	e.keep(medicine)
	e.answered()
}

// keep puts a medicine last, with the answers that it had.
func (e *Editor) keep(medicine models.Medicine) {
	if slices.Contains(e.chosen, key(medicine)) {
		return
	}
	if e.rows[key(medicine)] == nil {
		kept := e.newRow(medicine)
		e.rows[key(medicine)] = kept
		e.follow(kept)
	}
	e.chosen = append(e.chosen, key(medicine))
}

func (e *Editor) remove(medicine models.Medicine) {
	e.chosen = slices.DeleteFunc(e.chosen, func(other string) bool { return other == key(medicine) })
	e.answered()
	if canvas := fyne.CurrentApp().Driver().CanvasForObject(e.search); canvas != nil {
		canvas.Focus(e.search.Target()) // the button that had it is gone
	}
}

// ticked follows the quick ticks.
func (e *Editor) ticked(codes []string) {
	for _, code := range common {
		medicine := models.Medicine{ATC: code}
		if slices.Contains(codes, code) {
			e.keep(medicine)
		} else {
			e.chosen = slices.DeleteFunc(e.chosen, func(other string) bool { return other == key(medicine) })
		}
	}
	e.answered()
}

// answered follows every change by the nurse.
func (e *Editor) answered() {
	if e.filling {
		return
	}
	e.filling = true
	e.show()
	e.filling = false
	if e.OnChanged != nil {
		e.OnChanged()
	}
}

// AskAgain asks what the rules need to know after the procedure's risk has changed.
func (e *Editor) AskAgain() { e.show() }

// show draws what is chosen, and asks what the rules need to know of it.
func (e *Editor) show() {
	var taken []medication.Taken
	var codes []string
	for _, key := range e.chosen {
		medicine := e.rows[key].medicine
		taken = append(taken, medication.Taken{ATC: medicine.ATC, FreeText: medicine.FreeText})
		codes = append(codes, medicine.ATC)
	}
	tier := rulebook.Tier("")
	if e.Tier != nil {
		tier = e.Tier()
	}
	questions := e.catalogue.Questions(taken, tier)
	e.ticks.Tick(codes...)
	e.list.Objects = nil
	for _, key := range e.chosen {
		row := e.rows[key]
		row.ask(questions)
		e.list.Add(row.content)
	}
	setShown(e.list, len(e.chosen) > 0)
	if e.doses { // what a booking alone has to know is asked there
		questions.Clearance, questions.Factors = false, nil
	}
	setShown(e.measured, questions.Clearance)
	e.factors.ask(questions.Factors)
	e.list.Refresh()
	e.factors.content.Refresh()
}
