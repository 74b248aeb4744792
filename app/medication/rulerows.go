package medication

import (
	"slices"
	"strings"

	"nursedesk/app/rulebook"
	"nursedesk/models"
)

// Rows lists every rule of the catalogue as a doctor approves it: what holds
// for every medicine, the combinations, then each medicine with its rules.
func (c *Catalogue) Rows() []rulebook.Row {
	rows := c.clinicRows()
	for _, combination := range c.combinations {
		row := belief(rulebook.Combination, "combination", nil, combination.Source)
		row.Only, row.Says = combination.only(), combination.says()
		rows = append(rows, row)
	}
	for _, medicine := range c.medicines {
		if medicine.Product() {
			continue
		}
		rows = append(rows, c.entryRow(medicine))
		rows = append(rows, medicine.ownRows()...)
	}
	return rows
}

// UsedBy lists the rows that bear on a booking of a bleeding risk whose patient
// takes these medicines, by their codes; a medicine that the catalogue lacks
// goes by the rule for those.
func (c *Catalogue) UsedBy(tier rulebook.Tier, codes []string) []rulebook.Key {
	var keys []rulebook.Key
	use := func(key rulebook.Key) {
		if !slices.Contains(keys, key) {
			keys = append(keys, key)
		}
	}
	for _, code := range codes {
		medicine, ok := c.ByATC(code)
		if !ok {
			use(c.unlisted.Row)
			continue
		}
		use(medicine.Row)
		for _, source := range medicine.sources() {
			use(source.Row)
		}
		if medicine.Product() {
			for _, part := range c.Parts(code) {
				use(part.Entry.Row)
				for _, source := range part.Entry.sources() {
					use(source.Row)
				}
			}
		}
		if slices.ContainsFunc(c.rules(code), Rule.needsClearance) {
			use(c.clearance.Row)
		}
		if slices.ContainsFunc(c.rules(code), func(r Rule) bool { return r.byTheHour(tier) }) {
			use(c.doses.Row)
		}
		if !medicine.BloodThinner {
			continue
		}
		use(c.resume.Source.Row)
		if tier == c.neverPaused.Tier {
			use(c.neverPaused.Source.Row)
		}
		for _, combination := range c.combinations {
			if slices.ContainsFunc(c.classes(code), combination.concerns) {
				use(combination.Source.Row)
			}
		}
	}
	return keys
}

// sources are those of everything that the medicine's entry says beside itself.
func (m Medicine) sources() []rulebook.Source {
	var sources []rulebook.Source
	for _, rule := range m.Rules {
		sources = append(sources, rule.Source)
	}
	if m.INR != nil {
		sources = append(sources, m.INR.Source)
	}
	if m.Day != nil {
		sources = append(sources, m.Day.Source)
	}
	return sources
}

func belief(part rulebook.Part, kind string, title models.Text, source rulebook.Source) rulebook.Row {
	row := source.Belief()
	row.Part, row.Kind, row.Title = part, kind, title
	return row
}

func (c *Catalogue) clinicRows() []rulebook.Row {
	row := func(kind string, source rulebook.Source, says rulebook.Sentence) rulebook.Row {
		row := belief(rulebook.Clinic, kind, nil, source)
		row.Says = []rulebook.Sentence{says}
		return row
	}
	rows := []rulebook.Row{
		row("resume", c.resume.Source, rulebook.Say("resume-days", "n", c.resume.Days)),
		row("never", c.neverPaused.Source, rulebook.Say("never", "tier", terms("tier", c.neverPaused.Tier))),
		row("unlisted", c.unlisted, rulebook.Say("unlisted")),
		row("clearance", c.clearance, rulebook.Say("believed", "least", c.least, "most", c.most)),
		row("dose-times", c.doses, rulebook.Say("dose-times", "morning", c.morning.String(), "evening", c.evening.String())),
	}
	for _, condition := range c.conditions {
		rows = append(rows, row("known-condition", condition.source, rulebook.Say(
			"known-condition", "condition", terms("condition", condition.id), "codes", strings.Join(condition.codes, ", "))))
	}
	return append(rows, c.productsRow())
}

// productsRow says of every combination product what it is made of.
func (c *Catalogue) productsRow() rulebook.Row {
	row := belief(rulebook.Clinic, "combination-products", nil, c.products)
	for _, medicine := range c.medicines {
		if medicine.Product() {
			row.Says = append(row.Says, rulebook.Say("product", "name", medicine.Substance, "atc", medicine.ATC,
				"substances", strings.Join(medicine.Substances, ", ")))
		}
	}
	return row
}

func terms[T ~string](kind string, ids ...T) rulebook.Terms {
	terms := rulebook.Terms{Kind: kind}
	for _, id := range ids {
		terms.IDs = append(terms.IDs, string(id))
	}
	return terms
}

func (c Combination) only() []rulebook.Sentence {
	var only []rulebook.Sentence
	if len(c.Classes) > 0 {
		only = append(only, rulebook.Say("for-classes", "classes", terms("class", c.Classes...)))
	}
	if c.Above != "" {
		only = append(only, rulebook.Say("above", "tier", terms("tier", c.Above)))
	}
	return only
}

func (c Combination) says() []rulebook.Sentence {
	var says []rulebook.Sentence
	if len(c.Factors) > 0 {
		says = append(says, rulebook.Say("factors", "factors", terms("factor", c.Factors...)))
	}
	if len(c.Together) > 0 {
		says = append(says, rulebook.Say("together", "classes", terms("class", c.Together...)))
	}
	if c.Below > 0 {
		says = append(says, rulebook.Say("clearance-below", "n", c.Below))
	}
	if len(says) == 0 {
		says = append(says, rulebook.Say("always-doctor"))
	}
	if c.AskedElsewhere {
		says = append(says, rulebook.Say("asked-elsewhere"))
	}
	if len(c.AskedFor) > 0 {
		says = append(says, rulebook.Say("asked-for", "classes", terms("class", c.AskedFor...)))
	}
	return says
}

func (c *Catalogue) entryRow(m Medicine) rulebook.Row {
	row := rulebook.Row{
		Key: m.Row, Part: rulebook.Medicine, Kind: "medicine", Title: m.Substance,
		Leaflet: m.Leaflet, Source: m.Source, Proposed: m.Proposed,
	}
	thinner := "no-blood-thinner"
	if m.BloodThinner {
		thinner = "blood-thinner"
	}
	row.Says = []rulebook.Sentence{rulebook.Say(thinner)}
	if len(m.Substances) > 0 {
		row.Says = append(row.Says, rulebook.Say("substances", "codes", strings.Join(m.Substances, ", ")))
	}
	if as, ok := c.ByATC(m.As); ok {
		row.Says = append(row.Says, rulebook.Say("same", "as", as.Substance))
	}
	row.Says = append(row.Says, rulebook.Say("class", "class", terms("class", m.Class)), rulebook.Say("code", "atc", m.ATC))
	if len(m.Names) > 0 {
		row.Says = append(row.Says, rulebook.Say("names", "names", strings.Join(m.Names, ", ")))
	}
	return row
}

// ownRows are the rows of what the medicine does not have from another entry.
func (m Medicine) ownRows() []rulebook.Row {
	var rows []rulebook.Row
	if m.As == "" {
		for _, rule := range m.Rules {
			row := belief(rulebook.Medicine, "hold", m.Substance, rule.Source)
			row.Only, row.Says = rule.only(), rule.says()
			rows = append(rows, row)
		}
		if m.Day != nil {
			row := belief(rulebook.Medicine, "day", m.Substance, m.Day.Source)
			row.Says = m.Day.says()
			rows = append(rows, row)
		}
	}
	if m.INR != nil {
		row := belief(rulebook.Medicine, "inr", m.Substance, m.INR.Source)
		row.Words = m.INR.Held.Why
		row.Says = []rulebook.Sentence{
			rulebook.Say("inr", "days", m.INR.DaysBefore, "intermediate", m.INR.Intermediate, "high", m.INR.High),
			rulebook.Say("inr-continued", "text", m.INR.Continued.Why),
		}
		rows = append(rows, row)
	}
	return rows
}

func (r Rule) only() []rulebook.Sentence {
	var only []rulebook.Sentence
	if r.Form != "" {
		only = append(only, rulebook.Say("form", "form", terms("form", r.Form)))
	}
	if r.Indication != "" {
		only = append(only, rulebook.Say("indication", "indication", terms("indication", r.Indication)))
	}
	if r.needsClearance() {
		only = append(only, rulebook.Say("clearance", "from", r.From, "below", r.Below))
	}
	return only
}

func (r Rule) says() []rulebook.Sentence {
	var says []rulebook.Sentence
	for _, tier := range rulebook.Tiers {
		pause := r.At(tier)
		says = append(says, rulebook.Say("hold."+string(pause.Kind), "tier", terms("tier", tier), "n", pause.Amount))
	}
	says = append(says, texts("range", r.Range, "resume", r.Resume, "note", r.Note)...)
	if r.Recommended {
		says = append(says, rulebook.Say("recommended"))
	}
	return says
}

func (d Day) says() []rulebook.Sentence {
	ask := "ask.nobody"
	if d.Ask != "" {
		ask = "ask." + string(d.Ask)
	}
	return append([]rulebook.Sentence{rulebook.Say(ask)}, texts("advice", d.Advice, "conflict", d.Conflict)...)
}

// texts makes a sentence of each text that there is; the pairs are a code and its text.
func texts(pairs ...any) []rulebook.Sentence {
	var says []rulebook.Sentence
	for i := 0; i+1 < len(pairs); i += 2 {
		code, _ := pairs[i].(string)
		if text, _ := pairs[i+1].(models.Text); !text.Empty() {
			says = append(says, rulebook.Say(code, "text", text))
		}
	}
	return says
}
