package bookings_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding/charmap"

	"nursedesk/app/apptest"
	"nursedesk/app/bookings"
	"nursedesk/app/demo"
	"nursedesk/app/office"
	"nursedesk/app/worklist"
	"nursedesk/models"
	"nursedesk/resources/resourcestest"
)

const heading = "personal_number,given_name,family_name,phone,email,language,procedure,start,surgeon,theatre,medicines,conditions\n"

const goodLines = `19121212-1212,Tolvan,Tolvansson,070-174 06 05,,sv,neurotomy,2026-12-14T08:30,Dr Exempel,Sal 1,B01AA03;B01AC06,insulin;hypertension
19900101-0017,Åsa,Öberg-Ek,0701740606,asa@exempel.se,en,block,2026-12-15 10:00,,Sal 2,,
,Ettan,Ettansson,,,,neurotomy,2026-12-16T09:00+01:00,,,,
`

func importing(d *apptest.Desk, file string, dryRun bool) (bookings.ImportReport, error) {
	d.T.Helper()
	return d.Import(apptest.Nurse(), bookings.ImportBytes(file), bookings.ImportOptions{DryRun: dryRun, AcceptWarnings: true}, func(bookings.ImportProgress) {})
}

func count(d *apptest.Desk) int {
	d.T.Helper()
	rows, err := d.Bookings(apptest.Nurse(), models.BookingFilter{})
	require.NoError(d.T, err)
	return len(rows)
}

// What spreadsheets write is read: separators, byte order mark, Latin-1.
func TestImportReadsWhatSpreadsheetsWrite(t *testing.T) {
	latin1, err := charmap.ISO8859_1.NewEncoder().String(heading + goodLines)
	require.NoError(t, err)
	semicolons := strings.NewReplacer("B01AA03;B01AC06", "B01AA03,B01AC06", "insulin;hypertension", "insulin,hypertension")
	swapped := strings.Map(func(r rune) rune {
		switch r {
		case ',':
			return ';'
		case '|':
			return ','
		}
		return r
	}, strings.NewReplacer("B01AA03,B01AC06", "B01AA03|B01AC06", "insulin,hypertension", "insulin|hypertension").Replace(semicolons.Replace(heading+goodLines)))
	for name, file := range map[string]string{
		"UTF-8": heading + goodLines, "byte order mark": "\xef\xbb\xbf" + heading + goodLines,
		"Latin-1": latin1, "semicolons": swapped, "Windows line ends": strings.ReplaceAll(heading+goodLines, "\n", "\r\n"),
	} {
		t.Run(name, func(t *testing.T) {
			desk := apptest.New(t, "2026-11-02")
			report, err := importing(desk, file, false)
			require.NoError(t, err)
			require.Empty(t, report.Problems)
			require.Equal(t, 3, report.Booked)
			rows, err := desk.FindPatients(apptest.Nurse(), "öberg", 5)
			require.NoError(t, err)
			require.Equal(t, "Åsa Öberg-Ek", rows[0].Name())
		})
	}
}

// The same file twice doubles nothing, not even once its days have passed.
func TestImportTwice(t *testing.T) {
	desk := apptest.New(t, "2026-11-02")
	for range 2 {
		_, err := importing(desk, heading+goodLines, false)
		require.NoError(t, err)
		require.Equal(t, 3, count(desk))
		desk.Wall.Time = apptest.Date(t, "2027-01-10").At(9, 0)
	}
	report, err := importing(desk, heading+goodLines, false)
	require.NoError(t, err)
	require.Equal(t, 3, report.Known)
	rows, err := desk.FindPatients(apptest.Nurse(), "", 0)
	require.NoError(t, err)
	require.Len(t, rows, 3)
}

// Without a number a patient is told apart by name and phone. Where there is no
// phone either, only the very same booking shows that it is the same one.
func TestImportWithoutNumber(t *testing.T) {
	const with, without = ",Ettan,Ettansson,070-174 06 05,,,neurotomy,2026-12-%s,,,,\n", ",Ettan,Ettansson,,,,neurotomy,2026-12-%s,,,,\n"
	for name, test := range map[string]struct {
		lines    []string
		patients int
		warnings []string
	}{
		"one phone":             {[]string{fmt.Sprintf(with, "14T09:00"), fmt.Sprintf(with, "15T09:00")}, 1, nil},
		"another phone":         {[]string{fmt.Sprintf(with, "14T09:00"), strings.Replace(fmt.Sprintf(with, "15T09:00"), "05", "06", 1)}, 2, nil},
		"a phone and none":      {[]string{fmt.Sprintf(with, "14T09:00"), fmt.Sprintf(without, "15T09:00")}, 2, nil},
		"no phone":              {[]string{fmt.Sprintf(without, "14T09:00"), fmt.Sprintf(without, "15T09:00")}, 2, []string{"warning.import.same-name"}},
		"no phone, one booking": {[]string{fmt.Sprintf(without, "14T09:00"), fmt.Sprintf(without, "14T09:00")}, 1, nil},
		"no phone, four lines": {
			[]string{
				fmt.Sprintf(without, "14T09:00"), fmt.Sprintf(without, "15T09:00"),
				fmt.Sprintf(without, "14T09:00"), fmt.Sprintf(without, "15T09:00"),
			}, 2, []string{"warning.import.same-name"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			desk := apptest.New(t, "2026-11-02")
			report, err := importing(desk, heading+strings.Join(test.lines, ""), false)
			require.NoError(t, err)
			require.Empty(t, report.Problems)
			var warnings []string
			for _, warning := range report.Warnings {
				if strings.HasPrefix(warning.Code, "warning.import.") {
					warnings = append(warnings, warning.Code)
				}
			}
			require.Equal(t, test.warnings, warnings)
			rows, err := desk.FindPatients(context.Background(), "Ettan Ettansson", 0)
			require.NoError(t, err)
			require.Len(t, rows, test.patients)
		})
	}
}

// One bad line keeps the whole file out, and every bad line is named.
func TestImportIsAllOrNothing(t *testing.T) {
	desk := apptest.New(t, "2026-11-02")
	file := heading + goodLines +
		"19121212-1213,Fel,Felsson,,,,neurotomy,2026-12-14T11:00,,,,\n" +
		"19900101-0017,Fel,Felsson,,,,fusion,2020-01-01T03:00,,,B01AA3,\n" +
		"850709-9805,Fel,Felsson,abc,,,neurotomy,i morgon,,,,\n"
	report, err := importing(desk, file, false)
	require.NoError(t, err)
	lines := map[int][]string{}
	for _, problem := range report.Problems {
		lines[problem.Line] = append(lines[problem.Line], problem.Field+" "+problem.Code)
	}
	require.Equal(t, map[int][]string{
		5: {"personal-number personal-number.check-digit"},
		6: {"procedure procedure.unknown", "date start.past", "time start.closed"},
		7: {"start start.form", "phone phone.letters"},
	}, lines)
	require.Zero(t, count(desk))
	require.Zero(t, report.Booked)
}

// A dry run tells the same and keeps nothing.
func TestImportDryRun(t *testing.T) {
	desk := apptest.New(t, "2026-11-02")
	report, err := importing(desk, heading+goodLines, true)
	require.NoError(t, err)
	require.Equal(t, 3, report.Booked)
	require.Zero(t, count(desk))
}

// A file that is no such list is refused with what to do, and loses nothing.
func TestImportRefusesOtherFiles(t *testing.T) {
	for code, file := range map[string]string{
		"import.empty":          " \n",
		"import.missing-column": "personal_number,given_name\n1,2\n",
		"import.column":         strings.Replace(heading, "theatre", "room", 1) + goodLines,
		"import.csv":            heading + "\"19121212-1212,Tolvan\n",
	} {
		t.Run(code, func(t *testing.T) {
			desk := apptest.New(t, "2026-11-02")
			_, err := importing(desk, file, false)
			require.ErrorIs(t, err, &models.Problem{Code: code})
			require.Zero(t, count(desk))
		})
	}
}

// A line that is cut off is told with the others that are wrong.
func TestImportOfCutLines(t *testing.T) {
	desk := apptest.New(t, "2026-11-02")
	report, err := importing(desk, heading+goodLines+"19121212-1212,Tolvan\n\n19121212-1213,Fel,Felsson,,,,neurotomy,2026-12-14T11:00,,,,\n,a,b,c\n", false)
	require.NoError(t, err)
	require.Equal(t, 3, report.Refused)
	for i, line := range []int{5, 7, 8} {
		require.Equal(t, line, report.Problems[i].Line)
		require.Equal(t, bookings.FoundRefused, report.Rows[3+i].Finding)
		require.Equal(t, line, report.Rows[3+i].Line)
	}
	require.ErrorIs(t, report.Problems[0], &models.Problem{Code: "import.fields"})
	require.Equal(t, "Fel Felsson", report.Rows[4].Name)
	require.Zero(t, count(desk))
}

// Each line of a report leads to its booking, and the same findings have the same digest.
func TestImportReport(t *testing.T) {
	desk := apptest.New(t, "2026-11-02")
	first, err := importing(desk, heading+goodLines, true)
	require.NoError(t, err)
	again, err := importing(desk, heading+goodLines, true)
	require.NoError(t, err)
	require.Equal(t, first.Found, again.Found)
	warned := map[int]bool{}
	for _, warning := range first.Warnings {
		warned[warning.Line] = true
	}
	require.NotEmpty(t, warned)
	require.Less(t, len(warned), len(first.Rows))
	for _, row := range first.Rows {
		require.Equal(t, warned[row.Line], row.Warned, row.Line)
	}
	for name, file := range map[string]string{
		"a name":      strings.Replace(heading+goodLines, "Tolvan,", "Tolvann,", 1),
		"a time":      strings.Replace(heading+goodLines, "T08:30", "T08:40", 1),
		"a blank":     heading + goodLines + "\n",
		"a line less": heading + goodLines[:strings.LastIndex(goodLines[:len(goodLines)-1], "\n")+1],
	} {
		other, err := importing(desk, file, true)
		require.NoError(t, err)
		require.NotEqual(t, first.Found, other.Found, name)
		_, err = desk.Import(apptest.Nurse(), bookings.ImportBytes(file), bookings.ImportOptions{Shown: first.Found, AcceptWarnings: true}, quietly)
		require.ErrorIs(t, err, bookings.ErrNotAsShown, name)
		require.Zero(t, count(desk), name)
	}
	done, err := desk.Import(apptest.Nurse(), bookings.ImportBytes(heading+goodLines), bookings.ImportOptions{Shown: first.Found, AcceptWarnings: true}, quietly)
	require.NoError(t, err)
	for _, row := range done.Rows {
		file, err := desk.Booking(apptest.Nurse(), row.Booking)
		require.NoError(t, err)
		require.Equal(t, row.Name, file.Patient.Name())
		require.Equal(t, row.Patient, file.Patient.ID)
		require.Equal(t, row.Start, file.Booking.Start)
	}
	known, err := importing(desk, heading+goodLines, true)
	require.NoError(t, err)
	for i, row := range known.Rows {
		require.Equal(t, done.Rows[i].Booking, row.Booking)
	}
}

// The sending system's own ID finds a booking whatever its time is here or there: a new
// time in the file is a change, and a move made here stays.
func TestImportByExternalID(t *testing.T) {
	desk := apptest.New(t, "2026-11-02")
	file := func(start, id string) string {
		return strings.Replace(heading, "conditions", "conditions,external_id", 1) +
			"19121212-1212,Tolvan,Tolvansson,,,,block," + start + ",,,,," + id + "\n"
	}
	importing := func(text string, update bool) bookings.ImportReport {
		report, err := desk.Import(apptest.Nurse(), bookings.ImportBytes(text), bookings.ImportOptions{Update: update}, func(bookings.ImportProgress) {})
		require.NoError(t, err)
		return report
	}
	require.Equal(t, 1, importing(file("2026-12-14T08:30", "K-1"), false).Booked)
	require.Equal(t, 1, importing(file("2026-12-15T08:30", "K-1"), false).Changed)
	require.Equal(t, "14", onlyBooking(desk).Start.In(models.Stockholm).Format("02"))
	require.Equal(t, 1, importing(file("2026-12-15T08:30", "K-1"), true).Changed)
	require.Equal(t, "15", onlyBooking(desk).Start.In(models.Stockholm).Format("02"))
	require.Equal(t, 1, importing(file("2026-12-15T08:30", "K-1"), true).Known)
	require.Equal(t, 1, importing(file("2026-12-14T08:30", "K-1"), true).Moved, "an older file moves nothing back")
	require.Equal(t, 1, count(desk))

	twice := file("2026-12-16T08:30", "K-2") + "19900101-0017,Åsa,Ek,,,,block,2026-12-17T08:30,,,,,K-2\n"
	report := importing(twice, false)
	require.ErrorIs(t, report.Problems[0], &models.Problem{Code: "import.id-twice"})
	other := strings.Replace(file("2026-12-16T08:30", "K-1"), "19121212-1212,Tolvan", "19900101-0017,Ettan", 1)
	require.ErrorIs(t, importing(other, true).Problems[0], &models.Problem{Code: "import.id-taken"})
	require.Equal(t, 1, count(desk))
}

func onlyBooking(d *apptest.Desk) models.BookingRow {
	d.T.Helper()
	rows, err := d.Bookings(apptest.Nurse(), models.BookingFilter{})
	require.NoError(d.T, err)
	return rows[0]
}

// Five hundred bookings come in one go.
func TestImportFiveHundred(t *testing.T) {
	desk := apptest.New(t, "2026-11-02")
	var file strings.Builder
	file.WriteString(heading)
	for i := range 500 {
		day := apptest.Date(t, "2026-11-30").AddDays(i / 4)
		fmt.Fprintf(&file, ",Nr,Nummer%c%c%c,,,,neurotomy,%sT%02d:00,,,,\n", 'a'+i%26, 'a'+i/26%26, 'a'+i/676, day, 8+i%4*2)
	}
	report, err := importing(desk, file.String(), false)
	require.NoError(t, err)
	require.Empty(t, report.Problems)
	require.Equal(t, 500, count(desk))
}

// The demonstration desk fills every section, and never a desk in use.
func TestFillDemo(t *testing.T) {
	ctx := apptest.Nurse()
	for _, today := range []string{"2026-11-23", "2026-12-24", "2027-01-02"} {
		desk := apptest.New(t, today)
		patients, err := demo.Fill(ctx, desk.Params, resourcestest.Files)
		require.NoError(t, err)
		require.GreaterOrEqual(t, patients, 20)
		list, err := desk.Worklist(ctx, worklist.Query{})
		require.NoError(t, err)
		for _, section := range worklist.Sections {
			require.NotZero(t, list.Count(section), "%s on %s", section, today)
		}
		booked, err := desk.Bookings(ctx, models.BookingFilter{})
		require.NoError(t, err)
		for _, row := range booked {
			file, err := desk.Booking(ctx, row.ID)
			require.NoError(t, err)
			require.Equal(t, file.Booking.BookedOn, models.DateOf(file.Booking.CreatedAt), "stamped on the day of the story")
		}
		_, err = demo.Fill(ctx, desk.Params, resourcestest.Files)
		require.ErrorIs(t, err, &models.Problem{Code: "demo.not-empty"})
	}
}

// Whoever may import does all that a file asks for, also who may book nothing otherwise;
// nobody else does anything of it.
func TestWhoMayImport(t *testing.T) {
	d := apptest.New(t, "2026-11-02")
	admin := d.FirstStaff()
	only := d.AddStaff(admin, "Ida Ek", models.Administrator)
	nurse := d.AddStaff(admin, "Bo Ek", models.Nurse)
	importing := func(ctx context.Context, text string) (bookings.ImportReport, error) {
		return d.Import(ctx, bookings.ImportBytes(heading+text), bookings.ImportOptions{AcceptWarnings: true, Update: true}, quietly)
	}
	_, err := importing(nurse, goodLines)
	require.ErrorIs(t, err, apptest.ErrRefused)
	require.ErrorIs(t, d.MayImport(nurse), apptest.ErrRefused)
	require.NoError(t, d.MayImport(only))
	report, err := importing(only, goodLines)
	require.NoError(t, err)
	require.Equal(t, 3, report.Booked)
	report, err = importing(only, strings.Replace(goodLines, "Sal 1", "Sal 3", 1))
	require.NoError(t, err)
	require.Equal(t, 1, report.Changed)
	file, err := d.Booking(nurse, report.Rows[0].Booking)
	require.NoError(t, err)
	require.Equal(t, "Sal 3", file.Booking.Theatre)
	free := apptest.Draft(t, "2026-12-18")
	free.Patient = office.PatientDraft{GivenName: "Ny", FamilyName: "Patient", Phone: "070-174 06 99"}
	_, err = d.Book(only, free)
	require.ErrorIs(t, err, apptest.ErrRefused, "the form is for those who book")
}

// What is to be done before anything is written, as taking a backup, is done once where something is,
// and its fault keeps the file out; a file that brings nothing new asks for none.
func TestImportPreparesOnlyToWrite(t *testing.T) {
	d := apptest.New(t, "2026-11-02")
	file := bookings.ImportBytes(manyLines(3))
	called, fault := 0, error(nil)
	options := bookings.ImportOptions{AcceptWarnings: true, Before: func(context.Context) error {
		called++
		all, err := d.Bookings(apptest.Nurse(), models.BookingFilter{})
		require.NoError(t, err)
		require.Empty(t, all, "nothing is written yet")
		return fault
	}}
	importing := func(dry bool) error {
		options.DryRun = dry
		_, err := d.Import(apptest.Nurse(), file, options, func(bookings.ImportProgress) {})
		return err
	}
	require.NoError(t, importing(true))
	require.Zero(t, called)
	fault = models.ErrDatabaseFull
	require.ErrorIs(t, importing(false), models.ErrDatabaseFull)
	fault = nil
	require.NoError(t, importing(false))
	require.Equal(t, 2, called)
	require.NoError(t, importing(false))
	require.Equal(t, 2, called, "the same file again writes nothing")
}

// What a spreadsheet program adds at the end of each row, empty columns, is no field of anybody's.
func TestImportOfARectangle(t *testing.T) {
	desk := apptest.New(t, "2026-11-02")
	file := strings.ReplaceAll(heading+goodLines, "\n", ",, \n")
	report, err := importing(desk, file, false)
	require.NoError(t, err)
	require.Empty(t, report.Problems)
	require.Equal(t, 3, report.Booked)
	report, err = importing(desk, heading+strings.Replace(goodLines, "\n", ",x\n", 1), false)
	require.NoError(t, err)
	require.ErrorIs(t, report.Problems[0], &models.Problem{Code: "import.fields"}, "what is not empty would be lost")
}

// No field of a line is kept with characters that no screen shows, or longer than a line.
func TestImportOfHiddenCharacters(t *testing.T) {
	columns := strings.Split(strings.TrimSpace(heading)+",external_id", ",")
	good := []string{"19121212-1212", "Tolvan", "Tolvansson", "070-174 06 05", "", "sv", "neurotomy", "2026-12-14T08:30", "Dr Exempel", "Sal 1", "", "", "K-1"}
	for i, column := range columns {
		if column == "medicines" || column == "conditions" { // words of a catalogue
			continue
		}
		for name, added := range map[string]string{"escape": "\x1b[31m", "turned": "\u202e", "long": strings.Repeat("a", 201)} {
			desk := apptest.New(t, "2026-11-02")
			fields := slices.Clone(good)
			fields[i] += added
			report, err := importing(desk, strings.Join(columns, ",")+"\n"+strings.Join(fields, ",")+"\n", true)
			require.NoError(t, err)
			require.NotEmpty(t, report.Problems, "%s in %s", name, column)
			require.Zero(t, count(desk))
		}
	}
}
