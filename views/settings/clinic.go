package settings

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"nursedesk/models"
	"nursedesk/views/background"
	"nursedesk/views/conflict"
	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/page"
	"nursedesk/views/widgets"
)

// clinic is what the clinic says of itself. All desks share it.
type clinic struct {
	desk    Desk
	host    page.Host
	loads   background.Token
	saves   background.Token // apart: what is saved makes the page read again
	kept    models.Clinic    // as it was last read
	read    bool             // kept holds something
	filling bool             // the fields are filled in by the page itself

	name, phone, email        *widgets.Line
	opens, closes             *widgets.TimeField
	phoneOpens, phoneCloses   *widgets.TimeField
	turnover                  *widgets.Line // minutes; nothing typed is none
	theatres, surgeons, units *widgets.Note
	approvedOnly              *widgets.Check
	fields                    *widgets.Form
	clash                     *conflict.Part[models.Clinic] // what another desk has kept meanwhile
	mark                      *widgets.Banner               // says that something is not saved
	keep, undo                *widgets.Button
	content                   fyne.CanvasObject
}

func newClinic(desk Desk, host page.Host) *clinic {
	c := &clinic{
		desk: desk, host: host,
		name: widgets.NewLine(""), phone: widgets.NewLine("031-81 80 83"), email: widgets.NewLine(locale.T("settings.clinic-email.placeholder")),
		opens: widgets.NewTimeField(), closes: widgets.NewTimeField(),
		phoneOpens: widgets.NewTimeField(), phoneCloses: widgets.NewTimeField(),
		turnover: widgets.NewLine("0"),
		theatres: widgets.NewNote(""), surgeons: widgets.NewNote(""), units: widgets.NewNote(""),
		mark: widgets.NewBanner(look.DueToday),
	}
	for _, line := range []*widgets.Line{c.name, c.phone, c.email, c.turnover} {
		line.OnChanged = func(string) { c.typed() }
		line.OnEnter = c.save
	}
	c.approvedOnly = widgets.NewCheck(locale.T("settings.approved-only.tick"), func(bool) { c.typed() })
	for _, note := range []*widgets.Note{c.theatres, c.surgeons, c.units} {
		note.OnText = func(string) { c.typed() }
	}
	for _, at := range []*widgets.TimeField{c.opens, c.closes, c.phoneOpens, c.phoneCloses} {
		at.OnChanged = func(models.TimeOfDay, bool) { c.typed() }
	}
	c.clash = conflict.New(c.compared())
	c.fields = widgets.NewForm()
	c.fields.AddPart(c.clash)
	c.fields.Add(
		widgets.NewFieldRow("clinic-name", locale.T("settings.clinic-name"), c.name),
		widgets.NewCells([]float32{0, 0},
			widgets.NewFieldRow("clinic-phone", locale.T("settings.clinic-phone"), c.phone),
			widgets.NewFieldRow("clinic-email", locale.T("settings.clinic-email"), c.email),
		),
		widgets.NewCells([]float32{0, 0},
			widgets.NewFieldRow("opens", locale.T("settings.opens"), c.opens),
			widgets.NewFieldRow("closes", locale.T("settings.closes"), c.closes),
		),
		widgets.NewCells([]float32{0, 0},
			widgets.NewFieldRow("phone-opens", locale.T("settings.phone-opens"), c.phoneOpens),
			widgets.NewFieldRow("phone-closes", locale.T("settings.phone-closes"), c.phoneCloses),
		),
		widgets.NewFieldRow("turnover", locale.T("settings.turnover"), c.turnover),
		widgets.NewCells([]float32{0, 0},
			widgets.NewFieldRow("theatres", locale.T("settings.theatres"), c.theatres),
			widgets.NewFieldRow("surgeons", locale.T("settings.surgeons"), c.surgeons),
		),
		widgets.NewFieldRow("units", locale.T("settings.units"), c.units),
		widgets.NewFieldRow("approved-only", locale.T("settings.approved-only"), c.approvedOnly).WithHelp(locale.T("settings.approved-only.help")),
	)
	c.keep = widgets.NewPrimary(locale.T("settings.save"), c.save)
	c.undo = widgets.NewButton(locale.T("settings.revert"), c.revert)
	c.content = widgets.NewColumn(8,
		widgets.NewSection(locale.T("settings.clinic")),
		widgets.NewParagraph(locale.T("settings.clinic.shared")).Ink(look.Muted),
		c.fields, c.mark, widgets.NewFlow(c.keep, c.undo))
	c.typed()
	return c
}

// load reads what is kept. What the nurse has changed meanwhile stays as typed.
func (c *clinic) load() {
	background.Load(c.host.Background(), &c.loads, c.desk.Clinic, func(kept models.Clinic, err error) {
		if err != nil {
			c.host.Fail(err)
			return
		}
		if !c.changed() {
			c.kept, c.read = kept, true
			c.revert()
		}
	})
}

// revert fills the fields with what is kept.
func (c *clinic) revert() {
	c.filling = true
	form := c.compared()
	for _, name := range form.Names() {
		form.Take(c.kept, name)
	}
	c.filling = false
	c.clash.Clear()
	_ = c.fields.Mark(nil) // takes the marks away; there is nothing left over
	c.typed()
}

func setTime(field *widgets.TimeField, text string) {
	if at, err := models.ParseTimeOfDay(text); err == nil {
		field.SetTime(at)
	} else {
		field.Clear()
	}
}

// entered is the clinic as it is typed.
func (c *clinic) entered() models.Clinic {
	clinic := c.kept
	clinic.Name = strings.TrimSpace(c.name.Text)
	clinic.Phone = strings.TrimSpace(c.phone.Text)
	clinic.Email = strings.TrimSpace(c.email.Text)
	clinic.Opens, clinic.Closes = written(c.opens), written(c.closes)
	clinic.PhoneOpens, clinic.PhoneCloses = written(c.phoneOpens), written(c.phoneCloses)
	clinic.Turnover = minutes(c.turnover.Text)
	clinic.ApprovedOnly = c.approvedOnly.Checked
	clinic.Theatres, clinic.Surgeons = widgets.Names(c.theatres.Text), widgets.Names(c.surgeons.Text)
	clinic.Units = widgets.Names(c.units.Text)
	return clinic
}

// minutes reads whole minutes; nothing typed is none. What can't be read is refused when
// it is saved, as is a time that is too long.
func minutes(text string) int {
	text = strings.TrimSpace(text)
	if text == "" {
		return 0
	}
	number, err := strconv.Atoi(text)
	if err != nil {
		return -1
	}
	return number
}

// written is the time as it is kept, "" where none can be read.
func written(field *widgets.TimeField) string {
	at, err := field.Time()
	if err != nil {
		return ""
	}
	return at.String()
}

// changed tells whether anything is typed that is not saved.
func (c *clinic) changed() bool {
	if !c.read {
		return false
	}
	typed := c.entered()
	return slices.ContainsFunc(c.compared().Names(), func(name string) bool { return text(typed, name) != text(c.kept, name) })
}

// typed follows every change: it marks what is not saved and says what an empty
// list means.
func (c *clinic) typed() {
	if c.filling {
		return
	}
	if c.changed() {
		c.mark.SetLines(locale.T("settings.unsaved"))
		c.keep.Enable()
		c.undo.Enable()
	} else {
		c.mark.SetLines()
		c.keep.Disable()
		c.undo.Disable()
	}
	help(c.fields.Row("theatres"), widgets.Names(c.theatres.Text), "settings.theatres")
	help(c.fields.Row("surgeons"), widgets.Names(c.surgeons.Text), "settings.surgeons")
	help(c.fields.Row("units"), widgets.Names(c.units.Text), "settings.units")
	if c.content != nil {
		c.content.Refresh()
	}
}

func help(row *widgets.FieldRow, listed []string, key string) {
	if len(listed) == 0 {
		row.SetHelp(locale.T(key + ".empty"))
		return
	}
	row.SetHelp(locale.T("settings.one-per-line"))
}

// save keeps the clinic; what is wrong stands beside the fields.
func (c *clinic) save() {
	if c.keep.Disabled() {
		return
	}
	if c.clash.Check() != nil {
		return
	}
	clinic := c.entered()
	c.keep.Disable()
	background.Load(c.host.Background(), &c.saves,
		func(ctx context.Context) (now present, err error) {
			err = c.desk.SaveClinic(ctx, clinic)
			if errors.Is(err, models.ErrStale) {
				now.stale = true
				now.changed, err = c.desk.ClinicChanged(ctx)
			}
			if err == nil {
				now.clinic, err = c.desk.Clinic(ctx)
			}
			return now, err
		}, c.saved)
}

// present is what is kept after a try to save.
type present struct {
	clinic  models.Clinic
	stale   bool              // another desk was quicker
	changed models.AuditEntry // by whom and when, then
}

func (c *clinic) saved(now present, err error) {
	c.keep.Enable()
	switch {
	case err != nil:
		c.host.Fail(c.fields.ShowProblems(err))
	case now.stale:
		before := c.kept
		c.kept = now.clinic
		c.clash.Meet(now.changed.By, now.changed.At, before, now.clinic)
		c.typed()
		c.mark.SetLines(locale.T("settings.stale"))
		c.content.Refresh()
	default:
		c.kept = now.clinic
		c.revert()
		c.host.Toast(locale.T("settings.saved"), nil)
	}
}
