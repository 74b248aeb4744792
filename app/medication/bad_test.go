package medication_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/app/medication"
	"nursedesk/app/rulebook"
	"nursedesk/app/rulebook/rulebooktest"
	"nursedesk/resources/resourcestest"
)

// good is a whole catalogue; every test below spoils one thing in it.
const good = `resume: {days: 3, leaflet: [R5]}
clearance: {least: 1, most: 200, source: a book, status: proposed}
never_by_default: {tier: low, source: a book, status: proposed}
unlisted: {leaflet: [B1]}
doctor_when:
  - {id: valve, factors: [mechanical-valve], source: a book, status: proposed}
  - {id: several, together: [anticoagulant, p2y12], source: a book, status: proposed}
conditions: [{id: hypertension, codes: [C07], leaflet: [D3]}]
medicines:
  - atc: B01AA03
    substance: {sv: warfarin, en: warfarin}
    names: [Waran]
    class: anticoagulant
    blood_thinner: true
    leaflet: [B1]
    rules:
      - form: treatment
        clearance_from: 30
        low: none
        intermediate: 5d
        high: 72h
        note: {sv: Ja, en: Yes}
        source: a book
        status: proposed
      - form: treatment
        clearance_below: 30
        low: doctor
        intermediate: doctor
        high: doctor
        source: another book
        status: proposed
    inr: {title: INR, why: because, continued: {title: INR, why: because}, days_before: 1, intermediate: 1.5, high: 1.2, source: a book, status: proposed}
  - atc: C07
    substance: {sv: betablockerare, en: beta blocker}
    class: day-of-procedure
    blood_thinner: false
    leaflet: [D3]
    day: {ask: doctor, advice: {sv: Tas, en: Taken}, leaflet: [D3]}
  - atc: C08
    substance: {sv: kalciumhämmare, en: calcium blocker}
    class: day-of-procedure
    blood_thinner: false
    leaflet: [D3]
    as: C07
combination_products:
  source: a book
  status: proposed
  products:
    - {atc: C07FB02, substance: {sv: metoprolol och felodipin, en: metoprolol and felodipine}, substances: [C07, C08]}
    - {atc: C07FX03, substance: {sv: en tablett, en: a tablet}, substances: [C07, B01AA03]}
dose_times: {morning: "06:00", evening: "17:00", source: a book, status: proposed}
`

// ground is what rule files stand on, beside a catalogue.
func ground(t *testing.T, catalogue string) *rulebook.Ground {
	t.Helper()
	return rulebooktest.Open(t, rulebooktest.With(t, resourcestest.Files, map[string][]byte{medication.File: []byte(catalogue)}))
}

// Whoever changes a medicine and slips is told the file, the line and what to
// do, in words, and the program does not start on half a rule.
func TestBadCatalogues(t *testing.T) {
	load := func(body string) error {
		_, err := medication.LoadCatalogue(ground(t, body))
		return err
	}
	// 72 hours after five days is a hold that falls; the sample that is whole has none.
	whole := strings.Replace(good, "high: 72h", "high: 6d", 1)
	require.NoError(t, load(whole))
	require.ErrorContains(t, load(good), "medicines.yaml:21: high: 72h < 5d")

	for _, test := range []struct {
		name, from, to string
		code           string
		line           int
		says           string // in the log
	}{
		{"wrong key", "names:", "nmaes:", "rules.unknown-key", 12, "nmaes"},
		{"wrong key in a rule", "intermediate: 5d", "intermediat: 5d", "rules.unknown-key", 20, "intermediat"},
		{"wrong key in a combination", "factors:", "factor:", "rules.unknown-key", 6, "factor"},
		{"an evening before the morning", `evening: "17:00"`, `evening: "05:00"`, "rules.bad-value", 51, "dose_times: evening: 05:00"},
		{"an evening of one moment", `evening: "17:00"`, `evening: "06:00"`, "rules.bad-value", 51, "dose_times: evening: 06:00"},
		{"no time", `morning: "06:00"`, `morning: tidigt`, "rules.bad-value", 51, "dose_times: morning: tidigt"},
		{"wrong key at the top", "unlisted:", "unlist:", "rules.unknown-key", 4, "unlist"},
		{"wrong code", "atc: B01AA03", "atc: B01A3", "rules.bad-value", 10, "atc: B01A3"},
		{"same code twice", "atc: C07", "atc: B01AA03", "rules.duplicate", 33, "B01AA03"},
		{"no English", "{sv: warfarin, en: warfarin}", "{sv: warfarin}", "rules.missing", 11, "substance: en"},
		{"thinner left open", "    blood_thinner: true\n", "", "rules.missing", 10, "blood_thinner"},
		{"no class", "    class: anticoagulant\n", "", "rules.missing", 10, "class"},
		{"unknown class", "class: anticoagulant", "class: anticoagulent", "rules.bad-value", 13, "anticoagulent"},
		{"unknown fact", "leaflet: [B1]\n    rules", "leaflet: [Z9]\n    rules", "rules.unknown-fact", 15, "Z9"},
		{"medicine without a source", "    leaflet: [B1]\n    rules", "    rules", "rules.missing-source", 10, "leaflet, source"},
		{"rule without a source", "        source: a book\n        status: proposed\n      - form", "      - form", "rules.missing-source", 17, "leaflet, source"},
		{"rule not marked proposed", "        source: a book\n        status: proposed\n", "        source: a book\n", "rules.missing", 23, "status: proposed"},
		{"rule approved by file", "        status: proposed\n    inr", "        status: approved\n    inr", "rules.bad-value", 31, "approved"},
		{"tier left out", "        low: none\n", "", "rules.missing", 17, "low"},
		{"hold without a unit", "intermediate: 5d", "intermediate: 5", "rules.bad-value", 20, "intermediate: 5"},
		{"hold in weeks", "intermediate: 5d", "intermediate: 1w", "rules.bad-value", 20, "1w"},
		{"hold of no days", "intermediate: 5d", "intermediate: 0d", "rules.bad-value", 20, "0d"},
		{"hold misspelt", "low: none", "low: nine", "rules.bad-value", 19, "low: nine"},
		{"hold that falls with the tier", "high: 6d", "high: 4d", "rules.bad-value", 21, "high: 4d < 5d"},
		{"unknown form", "form: treatment\n        clearance_from", "form: treatmnt\n        clearance_from", "rules.bad-value", 17, "treatmnt"},
		{"unknown indication", "form: treatment\n        clearance_from", "indication: third\n        clearance_from", "rules.bad-value", 17, "third"},
		{"bands that overlap", "clearance_below: 30", "clearance_below: 31", "rules.duplicate", 25, "treatment"},
		{"band that is empty", "clearance_from: 30", "clearance_from: 30\n        clearance_below: 30", "rules.bad-value", 19, "clearance_from: 30"},
		{"clearance that is no number", "clearance_from: 30", "clearance_from: many", "rules.syntax", 18, ""},
		{"note in one language", "note: {sv: Ja, en: Yes}", "note: {sv: Ja}", "rules.missing", 17, "note: en"},
		{"blood test without a limit", "high: 1.2, ", "", "rules.bad-value", 32, "inr"},
		{"blood test without a source", "high: 1.2, source: a book, status: proposed", "high: 1.2", "rules.missing-source", 32, ""},
		{"blood test without words", "continued: {title: INR, why: because}, ", "", "rules.missing", 32, "continued"},
		{"neither rules nor day", "    day: {ask: doctor, advice: {sv: Tas, en: Taken}, leaflet: [D3]}\n", "", "rules.missing", 33, "rules | day"},
		{"nobody to ask", "ask: doctor", "ask: porter", "rules.bad-value", 38, "porter"},
		{"day without a source", "en: Taken}, leaflet: [D3]", "en: Taken}", "rules.missing-source", 38, ""},
		{"as an entry that is not above", "as: C07", "as: C09", "rules.bad-value", 44, "C09"},
		{"substance that is no code", "substances: [C07, C08]", "substances: [C07, felodipin]", "rules.bad-value", 49, "felodipin"},
		{"combination of combinations", "substances: [C07, B01AA03]", "substances: [C07, C07FB02]", "rules.bad-value", 50, "C07FB02"},
		{"combination of nothing at all", "substances: [C07, C08]", "substances: []", "rules.missing", 49, "substances"},
		{"combination that is listed twice", "atc: C07FX03", "atc: C07FB02", "rules.duplicate", 50, "C07FB02"},
		{"combination in another language", "en: a tablet", "de: Tablette", "rules.unknown-key", 50, "de"},
		{"combinations without a source", "combination_products:\n  source: a book\n  status: proposed\n", "combination_products:\n", "rules.missing-source", 46, ""},
		{"condition that nobody knows", "id: hypertension", "id: hypertonia", "rules.bad-value", 8, "hypertonia"},
		{"condition of no medicine", "codes: [C07]", "codes: []", "rules.missing", 8, "codes"},
		{"condition of a name", "codes: [C07]", "codes: [Seloken]", "rules.bad-value", 8, "Seloken"},
		{"condition twice", "conditions: [", "conditions: [{id: hypertension, codes: [C08], leaflet: [D3]}, ", "rules.duplicate", 8, "hypertension"},
		{"condition without a source", "codes: [C07], leaflet: [D3]", "codes: [C07]", "rules.missing-source", 8, ""},
		{"unknown factor", "[mechanical-valve]", "[mechanic-valve]", "rules.bad-value", 6, "mechanic-valve"},
		{"combination of nothing", "factors: [mechanical-valve], ", "", "rules.missing", 6, "factors"},
		{"combination twice", "id: several", "id: valve", "rules.duplicate", 7, "valve"},
		{"combination without a source", "together: [anticoagulant, p2y12], source: a book, status: proposed", "together: [anticoagulant, p2y12]", "rules.missing-source", 7, ""},
		{"combination without a name", "id: several, ", "", "rules.missing", 7, "id"},
		{"no resume", "resume: {days: 3, leaflet: [R5]}", "resume: {leaflet: [R5]}", "rules.missing", 1, "resume: days"},
		{"resume without a source", "days: 3, leaflet: [R5]", "days: 3", "rules.missing-source", 1, ""},
		{"clearance from nothing", "least: 1,", "least: 0,", "rules.missing", 2, "least"},
		{"unknown tier", "tier: low", "tier: lowest", "rules.bad-value", 3, "lowest"},
		{"no word on what is unlisted", "unlisted: {leaflet: [B1]}\n", "", "rules.missing-source", 1, ""},
		{"a list as before", whole, "- {atc: B01AA03}\n", "rules.syntax", 1, ""},
		{"empty file", whole, "", "rules.syntax", 1, "empty"},
	} {
		t.Run(test.name, func(t *testing.T) {
			require.Contains(t, whole, test.from)
			err := load(strings.Replace(whole, test.from, test.to, 1))
			rulebooktest.Refused(t, err, test.code, medication.File, test.line, test.says)
		})
	}
}

// A limit belongs to the band above it, in whatever order the file has the bands.
func TestTheLimitOfABand(t *testing.T) {
	body := strings.NewReplacer("high: 72h", "high: 6d", "clearance_from: 30", "clearance_below: 30", "clearance_below: 30", "clearance_from: 30").Replace(good)
	medicines, err := medication.LoadCatalogue(ground(t, body))
	require.NoError(t, err)
	request := neurotomy("B01AA03")
	request.Medicines[0].Form = medication.Treatment
	for clearance, want := range map[medication.Clearance]string{29.9: "5d", 30: "doctor"} {
		request.Clearance = clearance
		require.Equal(t, want, one(t, medicines, request).Pause().String(), "%v", clearance)
	}
}

// An approval is a doctor's word for a hash: rows that did not change keep the
// hash that they have always had, also where a text stands once for all languages.
func TestUnchangedRowsKeepTheirHash(t *testing.T) {
	catalogue, err := medication.LoadCatalogue(ground(t, strings.Replace(good, "high: 72h", "high: 6d", 1)))
	require.NoError(t, err)
	hashes := keys(catalogue)
	for id, hash := range map[string]string{
		"clinic/resume":                                "cbebfd3b33788e1b",
		"condition/hypertension":                       "c224514ea8944902",
		"clinic/combination-products":                  "be7b8b723e1da8d9",
		"combination/valve":                            "b3068b1825db3899",
		"medicine/B01AA03":                             "47beddc6f1d63c86",
		"medicine/B01AA03/hold-treatment-clearance-30": "5421a4c8920b7892",
		"medicine/B01AA03/inr":                         "6357d07094fbe5ad",
		"medicine/C07/day":                             "977c7bf61f0b7c99",
	} {
		require.Equal(t, hash, hashes[id][:16], id)
	}
}
