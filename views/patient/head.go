package patient

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"nursedesk/app/care"
	"nursedesk/models"
	"nursedesk/views/holds"
	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/patientform"
	"nursedesk/views/planview"
	"nursedesk/views/restriction"
	"nursedesk/views/tasks"
	"nursedesk/views/widgets"
)

// head says who the patient is and what to be careful with.
type head struct {
	page   *Page
	facts  *widgets.Paragraph
	note   *widgets.Paragraph
	pills  *fyne.Container
	banner *widgets.Banner

	restricted *widgets.Banner
	reveal     *widgets.Button // what a protected identity hides
	whole      *fyne.Container
}

func newHead(p *Page) *head {
	h := &head{
		page: p, facts: widgets.NewParagraph("").Bold(), note: widgets.NewParagraph("").Small().Ink(look.Muted),
		pills: widgets.NewFlow(), banner: widgets.NewBanner(look.DueToday), restricted: widgets.NewBanner(look.Quiet),
	}
	edit := widgets.NewButton(locale.T("patient.edit"), p.editPatient)
	h.reveal = widgets.NewButton(locale.T("patient.reveal"), p.reveal)
	who := widgets.NewColumn(6, h.facts, h.pills, h.note)
	h.whole = widgets.NewColumn(8, container.NewBorder(nil, nil, nil, container.NewVBox(edit, h.reveal), who), h.restricted, h.banner)
	return h
}

func (h *head) fill() {
	patient := h.page.file.Patient
	h.facts.SetText(locale.Line(h.said(patient)...))
	shown := h.page.shownPatient()
	h.reveal.Hidden = !patient.ProtectedIdentity || h.page.revealed
	h.note.SetText(locale.Line(shown.Email, shown.OtherPhone.Format(), patient.NoPhone, patientform.Takes(h.page.desk.Medicines(), patient), checked(patient), brief(patient.Note)))
	h.note.Hidden = h.note.Text() == ""
	h.fillPills()
	file, ok := h.page.booking()
	lines := planview.Warnings(file.Warnings)
	if patient.PersonalNumber == "" && (!ok || !file.Booking.Open()) {
		lines = append(lines, locale.Problem(&models.Problem{Code: "warning.unknown-identity"}))
	}
	h.restricted.SetLines(restriction.Lines(h.page.restricted)...)
	h.banner.SetLines(lines...)
	h.whole.Refresh()
}

func (h *head) said(patient models.Patient) []string {
	said := []string{locale.T("patient.no-number")}
	if patient.PersonalNumber != "" {
		said[0] = patient.PersonalNumber.String()
	}
	if years, ok := patient.Age(h.page.host.Today()); ok {
		said = append(said, locale.T("patient.age", "n", years))
	}
	switch shown := h.page.shownPatient(); {
	case shown.Phone != "":
		said = append(said, shown.Phone.Format())
	case patient.Phone != "":
		said = append(said, locale.T("patient.hidden"))
	default:
		said = append(said, locale.T("patient.no-phone"))
	}
	return append(said, locale.LanguageName(patient.Language), h.page.host.Fresh(patient.ID))
}

// checked says when the patient last said that what is known is still so.
func checked(patient models.Patient) string {
	if patient.CheckedOn.IsZero() {
		return ""
	}
	return locale.T("patient.checked", "date", patient.CheckedOn)
}

// fillPills names each blood thinner, with whether its hold is decided, and
// each condition that changes the day.
func (h *head) fillPills() {
	h.pills.Objects = nil
	file, ok := h.page.booking()
	for _, pill := range patientform.Pills(h.page.shownPatient()) {
		h.pills.Add(pill)
	}
	if ok {
		if file.Booking.Status == models.StatusBooked {
			for _, pill := range patientform.Thinners(h.page.desk.Medicines(), file.Elsewhere) {
				h.pills.Add(pill)
			}
		}
		for _, hold := range file.Holds {
			h.pills.Add(h.holdPill(file, hold))
		}
		for _, condition := range file.Conditions {
			h.pills.Add(widgets.NewPill(look.DueToday, patientform.ConditionWord(condition)))
		}
	}
	h.pills.Hidden = len(h.pills.Objects) == 0
	h.pills.Refresh()
}

// holdPill says of one medicine what the patient is to do with it, or that
// nobody has decided yet.
func (h *head) holdPill(file care.BookingFile, hold care.HoldFile) *widgets.Pill {
	name := tasks.MedicineNames(h.page.desk, models.Medicines{hold.OnBooking})
	said := holds.Brief{
		Name: name, Open: name,
		Continues: locale.T("patient.hold.continues", "name", name),
		Decided:   locale.T("patient.hold.decided", "name", name, "date", locale.ShortDay(hold.Dates().LastDose)),
	}
	if file.Booking.Status == models.StatusBooked {
		said.Open = locale.T("patient.hold.open", "name", name)
	}
	mark := said.Mark(hold)
	return widgets.NewPill(mark.Status, mark.Text)
}

// briefLength is how much of a note the page shows; all of it stands in the
// dialog that changes it.
const briefLength = 240

// brief puts a note on one line and cuts a long one.
func brief(note string) string {
	letters := []rune(locale.OneLine(note))
	if len(letters) <= briefLength {
		return string(letters)
	}
	return strings.TrimSpace(string(letters[:briefLength])) + " …"
}

// muted is a small line that stands back.
func muted(text string) *widgets.Paragraph {
	return widgets.NewParagraph(text).Small().Ink(look.Muted)
}

// nothing says what an empty part means.
func nothing(text string) *widget.Label { return widgets.NewText(text) }
