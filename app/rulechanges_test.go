package app_test

import (
	"io/fs"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"go.yaml.in/yaml/v4"

	"nursedesk/app"
	"nursedesk/app/apptest"
	"nursedesk/app/care"
	"nursedesk/app/office"
	"nursedesk/app/papers"
	"nursedesk/app/rulebook/rulebooktest"
	"nursedesk/app/sheet"
	"nursedesk/app/triage"
	"nursedesk/models"
	"nursedesk/resources/resourcestest"
)

// edits are changes to a copy of the resources, as a clinic makes them: nothing else is
// touched, and the desk is run on what comes out.
type edits struct {
	t     *testing.T
	files map[string][]byte
}

func (e *edits) body(file string) string {
	if body, ok := e.files[file]; ok {
		return string(body)
	}
	body, err := fs.ReadFile(resourcestest.Files, file)
	require.NoError(e.t, err)
	return string(body)
}

// change replaces what stands in a file once.
func (e *edits) change(file, from, to string) {
	body := e.body(file)
	require.Equal(e.t, 1, strings.Count(body, from), from)
	e.files[file] = []byte(strings.Replace(body, from, to, 1))
}

// raise gives a file its next version.
func (e *edits) raise(file string) {
	version := regexp.MustCompile(`(?m)^version: .*$`).FindString(e.body(file))
	e.change(file, "\n"+version+"\n", "\nversion: next\n")
}

// add puts rows at the head of a list.
func (e *edits) add(file, list, rows string) { e.change(file, "\n"+list+":\n", "\n"+list+":\n"+rows) }

// desk opens a desk on the changed copy.
func (e *edits) desk() *desk {
	d := apptest.New(e.t, "2026-11-23")
	rules, err := office.LoadRules(rulebooktest.With(e.t, resourcestest.Files, e.files), "")
	require.NoError(e.t, err)
	d.Params.Rules = rules
	d.Desk, err = app.New(apptest.Nurse(), d.Params)
	require.NoError(e.t, err)
	return d
}

const neurotomyFile = "protocols/neurotomy.yaml"

// The README's recipe: a rule changes by editing files under resources, and by nothing else.
func TestARuleChangeTouchesDataAlone(t *testing.T) {
	version := func(e *edits) { e.raise(neurotomyFile) }
	for name, test := range map[string]struct {
		edit  func(*edits)
		holds func(*testing.T, *desk)
	}{
		"stitches on day 12": {
			func(e *edits) {
				version(e)
				e.change(neurotomyFile, "    offset: +10d\n    earliest: +10d\n", "    offset: +12d\n    earliest: +12d\n")
			},
			func(t *testing.T, d *desk) {
				file := d.Booked(apptest.Draft(t, "2026-12-14"))
				require.Equal(t, "2026-12-28", apptest.Dues(file)["stitch-removal"], "day 12 is the second day of Christmas")
			},
		},
		"a call on the day after": {
			func(e *edits) {
				version(e)
				e.add(neurotomyFile, "tasks", dayOneCall)
			},
			func(t *testing.T, d *desk) {
				file := d.Booked(apptest.Draft(t, "2026-12-14"))
				require.Equal(t, "2026-12-15", apptest.Dues(file)["day-1-call"])
				step, ok := file.Protocol.Step("day-1-call")
				require.True(t, ok)
				require.Equal(t, "Ring dagen efter", step.Title.In(models.Swedish))
			},
		},
		"a date for the patient": {
			func(e *edits) {
				version(e)
				e.add(neurotomyFile, "milestones", sauna)
				e.change("sheets/neurotomy.sv.md", "{{- range held }}\n| {{ when (again .) }}", "| {{ when \"sauna-from\" }} | Nu får du basta |\n{{- range held }}\n| {{ when (again .) }}")
			},
			func(t *testing.T, d *desk) {
				file := d.Booked(apptest.Draft(t, "2026-12-14"))
				found := ""
				for _, planned := range file.Plan.Milestones {
					if planned.Milestone.ID == "sauna-from" {
						found = planned.Begin.Date.String()
					}
				}
				require.Equal(t, "2027-01-18", found)
				calendar, err := d.Calendar(apptest.Nurse(), file.Booking.ID, models.English)
				require.NoError(t, err)
				require.Contains(t, string(calendar.Content), "You may use the sauna")
				require.NotEmpty(t, sheetOf(d, file, models.Swedish).PDF)
			},
		},
		"a question to a caller, with its rule": {
			func(e *edits) {
				e.raise(triage.File)
				e.add(triage.File, "rules", hiccupRule)
				e.change(triage.File, "          - {id: headache-severe,", hiccups)
			},
			func(t *testing.T, d *desk) {
				file := d.Booked(apptest.Draft(t, "2026-11-30"))
				d.Wall.Time = apptest.Date(t, "2026-12-03").At(9, 0)
				require.Equal(t, triage.L3, d.Judged(d.WholeCall(file, "other", map[string]string{"hiccups": "yes"})).Level)
				require.NotEqual(t, triage.L3, d.Judged(d.WholeCall(file, "other", nil)).Level)
			},
		},
		"a medicine": {
			func(e *edits) { e.add("medicines.yaml", "medicines", medicine) },
			func(t *testing.T, d *desk) {
				booking := apptest.Draft(t, "2026-12-14")
				booking.Medicines, booking.Factors = models.Medicines{{ATC: "B01AC99"}}, apptest.NoFactors()
				file := d.Booked(booking)
				require.Len(t, file.Holds, 1)
				require.Equal(t, "2026-12-10", file.Holds[0].Dates().LastDose.String())
				require.Contains(t, apptest.Dues(file), "hold-decision")
			},
		},
		"a procedure with its own sheet": {
			func(e *edits) {
				e.files["protocols/radiofrequency.yaml"] = []byte(radiofrequency)
				e.files["sheets/radiofrequency.sv.md"] = []byte("# Välkommen\n\n{{ patient }} kommer {{ date \"start\" }}. Vi ringer {{ date \"day-after\" }}.\n")
				e.files["sheets/radiofrequency.en.md"] = []byte("# Welcome\n\n{{ patient }} comes {{ date \"start\" }}. We call {{ date \"day-after\" }}.\n")
			},
			func(t *testing.T, d *desk) {
				booking := apptest.Draft(t, "2026-12-14")
				booking.Procedure, booking.Medicines = "radiofrequency", models.Medicines{{ATC: "B01AA03"}}
				file := d.Booked(booking)
				require.Equal(t, "2026-12-15", apptest.Dues(file)["day-after"])
				require.Len(t, care.Undecided(file.Holds), 1)
				require.Contains(t, apptest.Dues(file), "thinner", "the protocol says which task decides a hold")
				require.NotEmpty(t, sheetOf(d, file, models.English).PDF)
			},
		},
	} {
		t.Run(name, func(t *testing.T) {
			e := &edits{t: t, files: map[string][]byte{}}
			test.edit(e)
			test.holds(t, e.desk())
		})
	}
}

// A language is one more set of files: the desk lists it and writes sheets in it.
func TestALanguageIsOneMoreSetOfFiles(t *testing.T) {
	e := &edits{t: t, files: map[string][]byte{}}
	for _, pattern := range []string{"*.yaml", "protocols/*.yaml"} {
		names, err := fs.Glob(resourcestest.Files, pattern)
		require.NoError(t, err)
		for _, name := range names {
			e.files[name] = inFinnish(t, e.body(name))
		}
	}
	delete(e.files, "clinic.yaml") // the clinic's own name and phone
	for _, pattern := range []string{"translations/*.sv.json", "sheets/*.sv.md"} {
		names, err := fs.Glob(resourcestest.Files, pattern)
		require.NoError(t, err)
		for _, name := range names {
			e.files[strings.Replace(name, ".sv.", ".fi.", 1)] = []byte(strings.ReplaceAll(e.body(name), "Välkommen till", "Tervetuloa:"))
		}
	}
	e.files["released.yaml"] = []byte("protocols: []\n") // the protocols are others for it
	d := e.desk()
	require.Equal(t, models.Languages{models.Swedish, models.English, "fi"}, d.Params.Rules.Languages)
	booking := apptest.Draft(t, "2026-12-14")
	booking.Patient.Language = "fi"
	file := d.Booked(booking)
	step, ok := file.Protocol.Step("stitch-removal")
	require.True(t, ok)
	require.Equal(t, "Stygnborttagning (fi)", step.Title.In("fi"))
	require.NotEqual(t, sheetOf(d, file, models.Swedish).PDF, sheetOf(d, file, "").PDF, "the patient's own language")

	e.files["translations/today.de.json"] = e.files["translations/today.fi.json"]
	_, err := office.LoadRules(rulebooktest.With(t, resourcestest.Files, e.files), "")
	var problem *models.Problem
	require.ErrorAs(t, err, &problem, "a language that not every file says")
	require.Equal(t, "rules.missing", problem.Code)
	require.Contains(t, problem.Values["text"], "de")
}

// inFinnish says each text of a rule file in one more language.
func inFinnish(t *testing.T, body string) []byte {
	var document yaml.Node
	require.NoError(t, yaml.Unmarshal([]byte(body), &document))
	var walk func(node *yaml.Node)
	walk = func(node *yaml.Node) {
		for i, child := range node.Content {
			walk(child)
			if node.Kind == yaml.MappingNode && i%2 == 1 && node.Content[i-1].Value == "sv" && child.Kind == yaml.ScalarNode {
				finnish := *child
				finnish.Value += " (fi)"
				node.Content = append(node.Content, &yaml.Node{Kind: yaml.ScalarNode, Value: "fi"}, &finnish)
			}
		}
	}
	walk(&document)
	said, err := yaml.Marshal(&document)
	require.NoError(t, err)
	return said
}

func sheetOf(d *desk, file care.BookingFile, language models.Language) sheet.Document {
	d.T.Helper()
	document, err := d.Sheet(apptest.Nurse(), file.Booking.ID, papers.Wanted{Language: language})
	require.NoError(d.T, err)
	return document
}

// A task to hand out the sheet is done by the sheet itself, whenever it is given.
func TestASheetDoesTheTaskToHandItOut(t *testing.T) {
	e := &edits{t: t, files: map[string][]byte{}}
	e.raise(neurotomyFile)
	e.add(neurotomyFile, "tasks", handOut)
	d := e.desk()
	id := d.Booked(apptest.Draft(t, "2026-12-14")).Booking.ID
	require.Equal(t, models.Open, d.Task(id, "hand-out").State)
	d.Move(id, apptest.Date(t, "2026-12-15").At(8, 30))
	require.Equal(t, models.Open, d.Task(id, "hand-out").State, "that the time is another is no sheet")
	d.HandOut(id, papers.Wanted{})
	require.Equal(t, models.Done, d.Task(id, "hand-out").State)
	require.Equal(t, models.Open, d.Task(id, "health-check").State, "nothing else is done by it")
}

// What the clinic's doctor might add, one row each.
const (
	dayOneCall = `  - id: day-1-call
    title: {sv: Ring dagen efter, en: Call the day after}
    why: {sv: Vi hör efter hur det är., en: We ask how it is.}
    role: nurse
    kind: action
    offset: +1d
    earliest: +1d
    latest: +2d
    roll: next
    source: a trial
    status: proposed
`
	handOut = `  - id: hand-out
    title: {sv: Lämna instruktionen, en: Give the sheet}
    why: {sv: Den säger hur patienten förbereder sig., en: It says how the patient prepares.}
    role: nurse
    kind: action
    offset: -3d
    earliest: -28d
    latest: -1d
    roll: previous
    sheet: true
    source: a trial
    status: proposed
`
	sauna = `  - id: sauna-from
    title: {sv: Bastu tillåten, en: Sauna allowed}
    from: +5w
    calendar: {sv: Nu får du basta, en: You may use the sauna}
    source: a trial
    status: proposed
`
	hiccupRule = `  - id: R00
    title: {sv: Hicka som inte går över, en: Hiccups that do not pass}
    when: hiccups
    cases:
      - {level: L3, days: 0-}
    tell: {sv: Kirurgen ringer dig., en: The surgeon calls you.}
    source: a trial
    status: proposed

`
	hiccups = `          - {id: hiccups, sv: "Har du hicka?", en: "Do you have hiccups?"}
          - {id: headache-severe,`
	medicine = `  - atc: B01AC99
    substance: {sv: provagrel, en: trialgrel}
    names: [Prov]
    class: antiplatelet
    blood_thinner: true
    leaflet: [B1]
    rules:
      - low: 3d
        intermediate: 3d
        high: 3d
        source: a trial
        status: proposed
`
	radiofrequency = `procedure: radiofrequency
version: "1"
order: 3
title: {sv: Radiofrekvens, en: Radiofrequency}
risk: {tier: low, source: a trial, status: proposed}
tasks:
  - id: thinner
    title: {sv: Besluta om medicinen, en: Decide on the medicine}
    why: {sv: Läkaren beslutar., en: The doctor decides.}
    role: doctor
    kind: action
    offset: -14d
    earliest: -28d
    latest: -7d
    roll: previous
    when: blood_thinner
    hold: decision
    source: a trial
    status: proposed
  - id: day-after
    title: {sv: Ring dagen efter, en: Call the day after}
    why: {sv: Vi hör efter hur det är., en: We ask how it is.}
    role: nurse
    kind: action
    offset: +1d
    earliest: +1d
    latest: +2d
    roll: next
    source: a trial
    status: proposed
milestones:
  - id: rest
    title: {sv: Vila, en: Rest}
    from: 0d
    until: +1d
    source: a trial
    status: proposed
follow_ups:
  - id: judge
    title: {sv: Bedöm, en: Judge}
    why: {sv: Läkaren bedömer., en: The doctor judges.}
    role: doctor
    kind: action
    due: 0d
    source: a trial
    status: proposed
health:
  source: a trial
  status: proposed
  bleeding: {task: judge}
  remedies: {task: judge}
  fever: {task: judge}
  antibiotics: {task: judge}
  hospital: {task: judge}
`
)
