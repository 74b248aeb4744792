package call

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"nursedesk/app/triage"
	"nursedesk/models"
	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/widgets"
)

// judged is the assessment as it builds up: the level first, then what to say
// aloud, what to do, and why.
type judged struct {
	page    *Page
	band    *band
	left    *link // to what is to be done next: the alarm, or the first red flag that nobody asked about
	warns   *widgets.Banner
	column  *fyne.Container
	scroll  *container.Scroll
	content fyne.CanvasObject
	read    *widgets.Check
}

func newJudged(p *Page) *judged {
	j := &judged{page: p, band: newBand(), warns: widgets.NewBanner(look.DueToday), column: widgets.NewColumn(12)}
	j.left = newLink("", p.toLeft)
	j.read = widgets.NewCheck("", func(bool) { p.readOut() })
	j.scroll = container.NewVScroll(container.New(layout.NewCustomPaddedLayout(4, 8, 2, 14), j.column))
	j.content = container.NewBorder(widgets.NewColumn(6, j.band, j.left, j.warns), nil, nil, nil, j.scroll)
	return j
}

func (j *judged) fill() {
	p := j.page
	asked, all := p.flags()
	left := all - asked
	complains := p.desk.Complains(p.draft)
	words, below := levelName(p.guide, p.judged.Level), j.chosenBy()
	switch {
	case !complains:
		words, below = locale.T("call.level.no-complaint"), ""
	case p.judged.Level == "" && p.judged.Withheld:
		words, below = locale.T("call.level.withheld"), locale.T("call.level.withheld.why")
		if len(p.judged.Alarming) > 0 {
			below = locale.T("call.level.withheld.alarming")
		}
	case p.judged.Level == "":
		words, below = locale.T("call.level.none"), locale.T("call.level.none.why")
	}
	j.band.set(p.judged.Level, words, below)
	j.left.words.SetText(p.leftWords(left))
	j.left.Hidden = left == 0 && p.judged.Alarm.Empty() || !complains
	j.left.Refresh()
	j.warns.SetLines(j.warnings()...)

	j.column.Objects = nil
	if complains {
		j.say()
		j.todo()
		j.why()
		j.raises()
	}
	j.column.Refresh()
	j.scroll.Refresh()
	j.content.Refresh()
}

// chosenBy says where the level is not the rules' own.
func (j *judged) chosenBy() string {
	p := j.page
	own := string(p.judged.Assessment.Level)
	switch {
	case p.judged.Withheld && p.judged.Lowered:
		return locale.T("call.level.with-doctor", "doctor", p.draft.Lowered.Doctor)
	case p.judged.Withheld:
		return locale.T("call.level.withheld.own")
	case p.judged.Lowered:
		return locale.T("call.level.lowered", "level", own, "doctor", p.draft.Lowered.Doctor)
	case p.judged.Level != p.judged.Assessment.Level && own != "":
		return locale.T("call.level.raised", "level", own)
	case p.judged.Level != p.judged.Assessment.Level:
		return locale.T("call.level.chosen")
	}
	return ""
}

// warnings are what the nurse must heed beside the answers.
func (j *judged) warnings() []string {
	p := j.page
	var lines []string
	if p.file.Doubt != nil && p.desk.Complains(p.draft) {
		lines = append(lines, locale.Problem(p.file.Doubt))
	}
	if again := p.judged.Again; again != nil {
		lines = append(lines, locale.T("call.again", "when", locale.ShortMoment(again.At), "level", again.Level))
	}
	if read := p.draft.ReadOut; read != nil && read.Level != string(p.judged.Level) {
		lines = append(lines, locale.T("call.read.other", "level", read.Level, "now", string(p.judged.Level)))
	}
	return lines
}

func (j *judged) part(key string, objects ...fyne.CanvasObject) {
	head := widgets.NewParagraph(locale.T(key)).Small().Bold().Ink(look.Muted)
	j.column.Add(widgets.NewColumn(4, append([]fyne.CanvasObject{head}, objects...)...))
}

// say is what is read aloud, in large letters, with its tick.
func (j *judged) say() {
	p := j.page
	said := p.judged.Said
	if len(said) == 0 {
		return
	}
	aloud := widgets.NewColumn(8)
	for _, text := range said {
		aloud.Add(widgets.NewParagraph(locale.In(text)).Large())
	}
	j.read.Text, j.read.Checked = locale.T("call.read"), false
	if read := p.draft.ReadOut; read != nil && read.Level == string(p.judged.Level) {
		j.read.Text, j.read.Checked = locale.T("call.read.at", "time", locale.Time(read.At)), true
	}
	j.read.Refresh()
	j.part("call.say", aloud, j.read)
}

// todo is what the nurse does beside it, each with a tick and its time.
func (j *judged) todo() {
	p := j.page
	var rows []fyne.CanvasObject
	for _, text := range p.judged.Beside() {
		words, at := locale.In(text), slices.IndexFunc(p.draft.Contacts, func(c models.Contact) bool { return c.With == text.In(models.Swedish) })
		if at >= 0 {
			words = locale.T("call.done.at", "what", words, "time", locale.Time(p.draft.Contacts[at].At))
			if text.Equal(p.judged.Alarm) {
				words = p.alarmWords()
			}
		}
		rows = append(rows, newTick(words, at >= 0, func() { p.tick(text.In(models.Swedish)) }))
	}
	rows = append(rows, widgets.NewFlow(widgets.NewButton(locale.T("call.contact"), p.askContact)))
	if len(rows) > 1 || p.judged.Level.Above(triage.L4) {
		j.part("call.do", rows...)
	}
}

// why says what is suspected, and which answers caused it.
func (j *judged) why() {
	p := j.page
	var suspected []string
	for _, id := range p.judged.Suspected {
		if complication, ok := p.guide.Complication(id); ok {
			suspected = append(suspected, locale.In(complication.Title))
		}
	}
	if len(suspected) > 0 {
		j.part("call.suspected", widgets.NewParagraph(strings.Join(suspected, ", ")).Bold())
	}
	var rows []fyne.CanvasObject
	for _, trigger := range p.judged.Triggered {
		rows = append(rows, widgets.NewParagraph(locale.T("call.because", "level", string(trigger.Level), "title", p.triggerTitle(trigger))))
		for _, id := range trigger.Findings {
			if finding, ok := p.guide.Finding(id); ok {
				words := locale.In(finding.Question) + " " + p.answerWords(finding)
				rows = append(rows, newLink(words, func() { p.jump(id) }))
			}
		}
		if trigger.Rule == triage.Unexplained && len(trigger.Findings) == 0 {
			rows = append(rows, newLink(locale.T("call.own-words"), func() { p.open(partNotes) }))
		}
	}
	for _, scored := range p.judged.Scores {
		if !slices.ContainsFunc(p.judged.Triggered, func(t triage.Trigger) bool { return t.Rule == scored.ID }) {
			rows = append(rows, widgets.NewParagraph(locale.In(scored.Words())))
		}
	}
	if len(rows) > 0 {
		j.part("call.why", rows...)
	}
}

func (p *Page) triggerTitle(trigger triage.Trigger) string {
	if title, ok := p.guide.Title(trigger, p.judged.Assessment); ok {
		return locale.In(title)
	}
	beside, _, _ := strings.Cut(trigger.Rule, ":")
	return locale.T("call.trigger." + beside)
}

// answerWords is the present answer to a question in words.
func (p *Page) answerWords(finding triage.Finding) string {
	state := p.stands(finding)
	switch state.answer.Word {
	case triage.Measured:
		return locale.Decimal(state.answer.Number, locale.AsGiven) + " " + locale.In(finding.Unit)
	case triage.Chosen:
		for _, option := range finding.Choices {
			if option.ID == state.answer.Choice {
				return locale.In(option.Title)
			}
		}
	case triage.SaidNo:
		return locale.T("call.answer.no")
	case triage.DoesNotApply:
		return locale.In(finding.NotApplicable)
	case triage.NotKnown:
		return locale.T("call.answer.unknown")
	case triage.SaidYes, triage.NotAsked:
	}
	return locale.T("call.answer.yes")
}

// raises says what else would raise the level, what should be asked too, and
// lets the nurse choose another level.
func (j *judged) raises() {
	p := j.page
	const most = 5
	var rows []fyne.CanvasObject
	for _, raise := range p.judged.WouldRaise {
		finding, ok := p.guide.Finding(raise.Finding)
		if !ok || finding.RedFlag || len(rows) == most || !raise.Level.Above(p.judged.Level) {
			continue // the red flags that are left are counted above
		}
		words := locale.T("call.would", "level", string(raise.Level), "question", locale.In(finding.Question), "answer", fromWords(finding, raise.Answer))
		rows = append(rows, newLink(words, func() { p.jump(finding.ID) }))
	}
	if len(rows) > 0 && p.judged.Level != "" {
		j.part("call.raises", rows...)
	}
	rows = nil
	for _, id := range p.judged.AskAlso {
		if finding, ok := p.guide.Finding(id); ok && len(rows) < most {
			rows = append(rows, newLink(locale.In(finding.Question), func() { p.jump(id) }))
		}
	}
	if len(rows) > 0 {
		j.part("call.also", rows...)
	}
	if p.draft.Topic != "" {
		key := "call.change"
		if p.judged.Withheld {
			key = "call.choose"
		}
		j.part(key, p.levelButtons())
	}
}

// fromWords is the mildest answer that would raise the level; "" for yes.
func fromWords(finding triage.Finding, answer triage.Answer) string {
	switch answer.Word {
	case triage.Measured:
		key := "call.would.more"
		if answer.Number < finding.Normal.From {
			key = "call.would.less"
		}
		return locale.T(key, "n", locale.Decimal(answer.Number, locale.AsGiven))
	case triage.Chosen:
		for _, option := range finding.Choices {
			if option.ID == answer.Choice {
				return locale.In(option.Title)
			}
		}
	case triage.SaidYes, triage.SaidNo, triage.DoesNotApply, triage.NotKnown, triage.NotAsked:
	}
	return ""
}

// levelButtons raise with one press, and lower after a question.
func (p *Page) levelButtons() fyne.CanvasObject {
	flow := widgets.NewFlow()
	for _, level := range triage.Levels {
		switch {
		case p.judged.Withheld && level != p.judged.Level:
			flow.Add(widgets.NewButton(string(level), func() { p.choose(level) }))
		case !p.judged.Withheld && level.Above(p.judged.Level):
			flow.Add(widgets.NewButton(string(level), func() { p.raise(level) }))
		}
	}
	if p.draft.Raised != "" && !p.judged.Withheld {
		flow.Add(widgets.NewButton(locale.T("call.level.own"), func() { p.raise("") }))
	}
	if p.judged.Assessment.Level.Above(triage.L5) {
		flow.Add(widgets.NewQuiet(locale.T("call.lower"), p.askLower))
	}
	return flow
}
