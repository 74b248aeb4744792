package store

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"nursedesk/models"
)

func names(rows []models.PatientRow) []string {
	found := []string{}
	for _, row := range rows {
		found = append(found, row.Name())
	}
	return found
}

// A nurse finds a patient by whatever the caller says first, in any spelling.
func TestFindPatients(t *testing.T) {
	onBoth(t, func(t *testing.T, s *Store) {
		for _, patient := range []models.Patient{
			{GivenName: "Åke", FamilyName: "Tolvansson", PersonalNumber: "191212121212", Phone: "+46701740605"},
			{GivenName: "Anna-Lena", FamilyName: "Öberg", PersonalNumber: "199001010017"},
			{GivenName: "Zoë", FamilyName: "af Ågren", Phone: "+4520123456"},
			{GivenName: "Søren", FamilyName: "O'Äpple", PersonalNumber: "19810829M071"},
			{GivenName: "Test", FamilyName: "Zebra", Record: models.Record{OtherPhone: "+46851972002", RelativePhone: "+46851972001"}},
			{GivenName: "Nolla", FamilyName: "Nollsson", PersonalNumber: "200001012384", Phone: "+12025550123"},
		} {
			write(t, s, func(tx *Tx) error { return tx.SavePatient(&patient) })
		}
		for text, want := range map[string][]string{
			"ake":               {"Åke Tolvansson"},
			"ÅKE":               {"Åke Tolvansson"},
			"å":                 {"Zoë af Ågren", "Søren O'Äpple", "Åke Tolvansson", "Anna-Lena Öberg"},
			"tolvansson åke":    {"Åke Tolvansson"},
			"tolv":              {"Åke Tolvansson"},
			"tolv anna":         {},
			"tolvanssons":       {},
			"olvan":             {},
			"anna":              {"Anna-Lena Öberg"},
			"lena":              {"Anna-Lena Öberg"},
			"anna-lena":         {"Anna-Lena Öberg"},
			"annalena":          {"Anna-Lena Öberg"},
			"anna lena öb":      {"Anna-Lena Öberg"},
			"zoe":               {"Zoë af Ågren"},
			"soren":             {"Søren O'Äpple"},
			"oapple":            {"Søren O'Äpple"},
			"o'äp":              {"Søren O'Äpple"},
			"191212121212":      {"Åke Tolvansson"},
			"19121212-1212":     {"Åke Tolvansson"},
			"121212-12":         {"Åke Tolvansson"},
			"121212+1212":       {"Åke Tolvansson"},
			"19121212 1212":     {"Åke Tolvansson"},
			"070-174 06 05":     {"Åke Tolvansson"},
			"070 174":           {"Åke Tolvansson"},
			"701740605":         {"Åke Tolvansson"},
			"174 06 05":         {"Åke Tolvansson"},
			"40605":             {"Åke Tolvansson"},
			"08-519 720 02":     {"Test Zebra"}, // the second number
			"519 720 01":        {"Test Zebra"}, // the relative's
			"12384":             {"Nolla Nollsson"},
			"202 555 0123":      {"Nolla Nollsson"},
			"50123":             {"Nolla Nollsson"},
			"a. tolvansson":     {"Åke Tolvansson"},
			"+46 70":            {"Åke Tolvansson"},
			"+46 (0)70-174":     {"Åke Tolvansson"},
			"004670":            {"Åke Tolvansson"},
			"0045":              {"Zoë af Ågren"},
			"åke 070-174 06":    {"Åke Tolvansson"},
			"1740605":           {"Åke Tolvansson"},
			"000101-2384":       {"Nolla Nollsson"},
			"0001012384":        {"Nolla Nollsson"},
			"0001":              {"Nolla Nollsson"},
			"001":               {"Nolla Nollsson"},
			"001 202 555":       {"Nolla Nollsson"},
			"+1 202":            {"Nolla Nollsson"},
			"0101":              {},
			"19810829-m071":     {"Søren O'Äpple"},
			"810829M":           {"Søren O'Äpple"},
			"' OR 1=1 --":       {},
			"%":                 {},
			"_ke":               {},
			"\U0010FFFF":        {},
			"tolv\x00":          {"Åke Tolvansson"},
			"  tolvansson  \t ": {"Åke Tolvansson"},
		} {
			rows := got(t, s, func(tx *Tx) ([]models.PatientRow, error) { return tx.FindPatients(text, 20) })
			require.Equal(t, want, names(rows), "search %q", text)
		}
	})
}

// å, ä and ö come last in Swedish, whatever the server's language is; the same
// family name is ordered by the given one.
func TestSwedishOrder(t *testing.T) {
	onBoth(t, func(t *testing.T, s *Store) {
		for _, name := range [][2]string{
			{"B", "Öberg"},
			{"A", "Öberg"},
			{"A", "Ärlig"},
			{"A", "Zebra"},
			{"A", "Åberg"},
			{"A", "Andersson"},
			{"A", "andersson"},
			{"A", "Berg"},
			{"A", "Bergström"},
			{"Ö", "Berg"},
			{"A", "Wall"},
			{"A", "Vall"},
			{"A", "Valla"},
		} {
			addPatient(t, s, name[0], name[1])
		}
		rows := got(t, s, func(tx *Tx) ([]models.PatientRow, error) { return tx.FindPatients("", 0) })
		require.Equal(t, []string{
			"A andersson", "A Andersson", "A Berg", "Ö Berg", "A Bergström", "A Vall", "A Valla", "A Wall", "A Zebra",
			"A Åberg", "A Ärlig", "A Öberg", "B Öberg",
		}, names(rows))
		require.Len(t, got(t, s, func(tx *Tx) ([]models.PatientRow, error) { return tx.FindPatients("a", 3) }), 3)
	})
}

// A changed name is found by its new words only.
func TestSearchKeysFollow(t *testing.T) {
	onBoth(t, func(t *testing.T, s *Store) {
		patient := addPatient(t, s, "Tolvan", "Gammal")
		patient.FamilyName, patient.Phone = "Ny", "+46701740605"
		write(t, s, func(tx *Tx) error { return tx.SavePatient(&patient) })
		for text, count := range map[string]int{"gammal": 0, "ny": 1, "tolvan": 1, "0701": 1} {
			require.Len(t, got(t, s, func(tx *Tx) ([]models.PatientRow, error) { return tx.FindPatients(text, 0) }), count, text)
		}
		patient.FamilyName, patient.GivenName, patient.Phone = "", "", ""
		write(t, s, func(tx *Tx) error { return tx.SavePatient(&patient) })
		require.Empty(t, got(t, s, func(tx *Tx) ([]models.PatientRow, error) { return tx.FindPatients("ny", 0) }))
	})
}

// A search result shows what the call is most likely about: the next booking
// from today on, else the latest; never a cancelled one.
func TestFindPatientsShowsTheBooking(t *testing.T) {
	morning := models.DateOf(noon).At(8, 0)
	cancelled := func(b *models.Booking) { b.Status = models.StatusCancelled }
	for name, test := range map[string]struct {
		starts    []time.Time
		cancelled []time.Time
		want      *time.Time
	}{
		"none":              {},
		"next":              {starts: []time.Time{noon.AddDate(0, 2, 0), noon.AddDate(0, 1, 0), noon.AddDate(0, -1, 0)}, want: ref(noon.AddDate(0, 1, 0))},
		"earlier today":     {starts: []time.Time{morning, noon.AddDate(0, 1, 0)}, want: ref(utc(morning))},
		"latest":            {starts: []time.Time{noon.AddDate(-1, 0, 0), noon.AddDate(0, -1, 0)}, want: ref(noon.AddDate(0, -1, 0))},
		"cancelled":         {cancelled: []time.Time{noon.AddDate(0, 1, 0)}},
		"cancelled is next": {starts: []time.Time{noon.AddDate(0, 2, 0)}, cancelled: []time.Time{noon.AddDate(0, 1, 0)}, want: ref(noon.AddDate(0, 2, 0))},
	} {
		t.Run(name, func(t *testing.T) {
			onBoth(t, func(t *testing.T, s *Store) {
				patient := addPatient(t, s, "Tolvan", "Tolvansson")
				for _, start := range test.starts {
					addBooking(t, s, patient, start)
				}
				for _, start := range test.cancelled {
					addBooking(t, s, patient, start, cancelled)
				}
				rows := got(t, s, func(tx *Tx) ([]models.PatientRow, error) { return tx.FindPatients("tolv", 1) })
				require.Len(t, rows, 1)
				require.Equal(t, test.want, rows[0].NextStart)
				require.Equal(t, test.want != nil, rows[0].NextProcedure == "neurotomy")
			})
		})
	}
}

// Whatever a patient is called, typing the name, any beginning of its words, or
// its words the other way round finds the patient.
func TestNamesAreFoundAsTheyAreTyped(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		given := rapid.StringMatching(`[A-ZÅÄÖ][a-zåäöéü]{1,8}([- ][A-ZÅÄÖ][a-zåäö]{1,8})?`).Draw(t, "given")
		family := rapid.StringMatching(`([a-z]{2} )?[A-ZÅÄÖ][a-zåäö']{1,10}(-[A-ZÅÄÖ][a-z]{1,8})?`).Draw(t, "family")
		keys := patientWords(models.Patient{GivenName: given, FamilyName: family})
		for _, text := range []string{given, family, given + " " + family, family + " " + given, given[:1]} {
			for _, word := range searchWords(text) {
				if !beginsAny(keys, word) {
					t.Fatalf("%q of %q begins none of %q", word, text, keys)
				}
			}
		}
	})
}

func beginsAny(keys []string, word string) bool {
	for _, key := range keys {
		if key >= word && key < word+lastRune {
			return true
		}
	}
	return false
}

// What nearly everyone has, the digits that every phone begins with, is looked for in the
// order of the list; what many have at its end is gathered. Either way the first come first.
func TestCommonWords(t *testing.T) {
	s := openFile(t, at(noon))
	const each = 20*glancedEach + 30*glancedEach + glancedMore + common
	name := func(i int) string { return fmt.Sprintf("%05d", i) }
	write(t, s, func(tx *Tx) error {
		for i := range 2 * each {
			family, theatre := "Ahl"+name(i), "Sal 1"
			if i >= each {
				family, theatre = "Öberg"+name(i), "Sal 2"
			}
			patient := models.Patient{GivenName: "Tolvan", FamilyName: family, Phone: models.Phone("+4670" + name(i))}
			if err := tx.SavePatient(&patient); err != nil {
				return err
			}
			booking := models.Booking{
				PatientID: patient.ID, Procedure: "neurotomy", ProtocolVersion: "1", Theatre: theatre,
				Start: noon.Add(time.Duration(i) * time.Hour), Status: models.StatusBooked, BookedOn: models.DateOf(noon),
			}
			if err := tx.SaveBooking(&booking); err != nil {
				return err
			}
		}
		return nil
	})
	for _, c := range []struct {
		text  string
		first string
	}{
		{"070", "Ahl00000"},
		{"tolvan", "Ahl00000"},
		{"070 tolvan", "Ahl00000"},
		{"öberg", "Öberg" + name(each)}, // all of them lie behind the rows that are glanced at
		{"070 öberg", "Öberg" + name(each)},
		{"öberg" + name(2*each-1), "Öberg" + name(2*each-1)},
	} {
		rows := got(t, s, func(tx *Tx) ([]models.PatientRow, error) { return tx.FindPatients(c.text, 20) })
		require.Equal(t, c.first, rows[0].FamilyName, c.text)
		all := got(t, s, func(tx *Tx) ([]models.PatientRow, error) { return tx.FindPatients(c.text, 0) })
		require.Equal(t, all[:len(rows)], rows, c.text)
		require.Len(t, rows, min(20, len(all)), c.text)
	}
	for _, filter := range []models.BookingFilter{
		{Text: "sal"},
		{Text: "sal 1"},
		{Text: "sal 2"},
		{Text: "tolvan"},
		{Text: "070 sal 1"},
		{Text: "sal 1", Newest: true},
		{Text: "sal 2", Newest: true},
		{Text: "sal", Offset: 50},
		{Text: "sal 1", Offset: each - 10},
		{Text: "sal", From: noon.Add(each * time.Hour)},
	} {
		all := got(t, s, func(tx *Tx) ([]models.BookingRow, error) { return tx.Bookings(filter) })
		filter.Limit = 30
		rows := got(t, s, func(tx *Tx) ([]models.BookingRow, error) { return tx.Bookings(filter) })
		require.NotEmpty(t, rows, filter)
		require.Equal(t, all[:min(30, len(all))], rows, filter)
	}
}
