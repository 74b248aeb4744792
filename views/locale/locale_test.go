package locale

import (
	"errors"
	"testing"
	"time"

	"fyne.io/fyne/v2/lang"
	"github.com/stretchr/testify/require"

	"nursedesk/models"
)

func use(t *testing.T, language models.Language) {
	t.Helper()
	require.NoError(t, Use(language))
	t.Cleanup(func() { require.NoError(t, Use(models.Swedish)) })
}

// Fyne's own words must follow the setting and not the operating system, in
// both directions and again when the setting is changed.
func TestToolkitSpeaksOurLanguage(t *testing.T) {
	use(t, models.Swedish)
	require.Equal(t, "Klistra in", lang.L("Paste"))
	require.NoError(t, Use(models.English))
	require.Equal(t, "Paste", lang.L("Paste"))
	require.NoError(t, Use(models.Swedish))
	require.Equal(t, "Klistra in", lang.L("Paste"))
}

// A wrong weekday or month on screen is a wrong appointment.
func TestDates(t *testing.T) {
	day := models.NewDate(2026, time.December, 14)
	at := day.At(8, 30)
	cases := []struct {
		language models.Language
		got      func() string
		want     string
	}{
		{models.Swedish, func() string { return Date(day) }, "mån 14 dec 2026"},
		{models.Swedish, func() string { return LongDate(day) }, "måndag 14 december 2026"},
		{models.Swedish, func() string { return Short(day) }, "14 dec"},
		{models.Swedish, func() string { return ShortDay(day) }, "mån 14 dec"},
		{models.Swedish, func() string { return Week(day) }, "v. 51"},
		{models.Swedish, func() string { return Week(models.NewDate(2027, 1, 1)) }, "v. 53"},
		{models.Swedish, func() string { return Time(at) }, "08:30"},
		{models.Swedish, func() string { return Moment(at.UTC()) }, "mån 14 dec 2026 08:30"},
		{models.Swedish, func() string { return ShortMoment(at.UTC()) }, "14 dec 08:30"},
		{models.Swedish, func() string { return Relative(day, day) }, "idag"},
		{models.Swedish, func() string { return Relative(day.AddDays(1), day) }, "i morgon"},
		{models.Swedish, func() string { return Relative(day.AddDays(-1), day) }, "i går"},
		{models.Swedish, func() string { return Relative(day.AddDays(3), day) }, "om 3 d"},
		{models.Swedish, func() string { return Relative(day.AddDays(-3), day) }, "för 3 d sedan"},
		{models.Swedish, func() string { return LateBy(day.AddDays(-2), day) }, "2 d sen"},
		{models.Swedish, func() string { return Date(models.Date{}) + LongDate(models.Date{}) + Moment(time.Time{}) }, ""},
		{models.English, func() string { return Date(day) }, "Mon 14 Dec 2026"},
		{models.English, func() string { return LongDate(day) }, "Monday 14 December 2026"},
	}
	for _, c := range cases {
		use(t, c.language)
		require.Equal(t, c.want, c.got())
	}
}

// Patients of one name are told apart by what is known of each, and a protected identity
// hides the telephone.
func TestApart(t *testing.T) {
	use(t, models.Swedish)
	at := models.NewDate(2026, 11, 23).At(9, 5)
	for said, row := range map[string]models.PatientRow{
		"19121212-1212 · 070-174 06 05":                    {PersonalNumber: "191212121212", Phone: "+46701740605"},
		"19121212-1212":                                    {PersonalNumber: "191212121212"},
		"031-81 80 83":                                     {Phone: "+4631818083", NextStart: &at},
		"19121212-1212 · skyddad identitet":                {PersonalNumber: "191212121212", Protected: true},
		"personnummer saknas · behandling mån 23 nov 2026": {NextStart: &at, CreatedAt: at},
		"personnummer saknas · registrerad 23 nov 09:05":   {CreatedAt: at},
	} {
		require.Equal(t, said, Apart(row))
	}
}

// A problem says its own sentence with its values; a fault never shows its inside.
func TestProblem(t *testing.T) {
	use(t, models.Swedish)
	require.Empty(t, Problem(nil))
	fault := T("problem.fault")
	require.NotEqual(t, "problem.fault", fault)
	require.Equal(t, fault, Problem(errors.New("nil pointer")))
	require.Equal(t, fault, Problem(&models.Problem{Code: "a.code.without.words"}))
	require.True(t, IsFault(errors.New("nil pointer")))
	require.True(t, IsFault(models.Problems{{Code: "fault", Field: "note"}}))
	require.False(t, IsFault(models.ErrStale))
	require.False(t, IsFault(nil))
	both := models.Problems{models.ErrRequired.On("phone"), &models.Problem{Code: "fault"}}
	require.Equal(t, T("problem.required")+"\n"+fault, Problem(both))
}

// Placeholders are filled, days among them as days are written, and a missing
// value never shows Go's own words.
func TestPlaceholders(t *testing.T) {
	v := &vocabulary{words: map[string]string{
		"a": "till {{.to}}, {{.n}} st", "b": "trasig {{.x", "c": "{{.p}} {{.d}}",
	}}
	require.Equal(t, "till mån 14 dec 2026, 3 st",
		v.say("a", map[string]any{"to": models.NewDate(2026, 12, 14), "n": 3}))
	require.Equal(t, "till {{.to}}, {{.n}} st", v.say("a", nil))
	require.Equal(t, "trasig {{.x", v.say("b", nil))
	require.Equal(t, "070-174 06 05 19121212-1212",
		v.say("c", map[string]any{"p": models.Phone("+46701740605"), "d": models.PersonalNumber("191212121212")}))
	require.Equal(t, "no.such.key", v.say("no.such.key", nil))
}
