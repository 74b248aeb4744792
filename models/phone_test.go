package models_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"nursedesk/models"
)

// The Swedish numbers here belong to the series kept for fiction (070-174 06 05
// to 99, 031-390 06 00 to 49) or are the clinic's own.
func TestParsePhone(t *testing.T) {
	for _, test := range []struct{ text, kept, shown string }{
		{"070-1740605", "+46701740605", "070-174 06 05"},
		{"0701740605", "+46701740605", "070-174 06 05"},
		{"070 – 174 06 05", "+46701740605", "070-174 06 05"},
		{"070.174.06.05", "+46701740605", "070-174 06 05"},
		{"+46 70 174 06 05", "+46701740605", "070-174 06 05"},
		{"+46 (0)70-174 06 05", "+46701740605", "070-174 06 05"},
		{"0046701740605", "+46701740605", "070-174 06 05"},
		{"031-3900600", "+46313900600", "031-390 06 00"},
		{"031-81 80 83", "+4631818083", "031-81 80 83"},
		{"+47 22 12 34 56", "+4722123456", "+47 22 12 34 56"},
		{"+1 212 555 0100", "+12125550100", "+1 212-555-0100"},
	} {
		t.Run(test.text, func(t *testing.T) {
			phone, err := models.ParsePhone(test.text)
			require.NoError(t, err)
			require.Equal(t, models.Phone(test.kept), phone)
			require.NoError(t, phone.Validate())
			require.Equal(t, test.shown, phone.Format())

			again, err := models.ParsePhone(phone.Format())
			require.NoError(t, err, "what the screen shows can be typed again")
			require.Equal(t, phone, again)
		})
	}
}

// A number that nobody could be called back on is refused, and says why.
func TestParsePhoneProblems(t *testing.T) {
	for _, test := range []struct{ text, code string }{
		{"", "required"},
		{"   ", "required"},
		{"070-174060", "phone.too-short"}, // one digit lost
		{"112", "phone.too-short"},
		{"+", "phone.too-short"},
		{"+47 22", "phone.too-short"},
		{"070-174 06 055", "phone.too-long"},
		{strings.Repeat("0", 10_000), "phone.too-long"},
		{"O70-174 06 05", "phone.letters"}, // the letter O for a zero
		{"070-174 06 05 ankn 3", "phone.letters"},
		{"fråga Tolvan", "phone.letters"},
		{"0701740605; 0701740606", "phone.character"},
		{"+999 123 45 67", "phone.country"},
	} {
		t.Run(test.code+" "+test.text[:min(len(test.text), 20)], func(t *testing.T) {
			phone, err := models.ParsePhone(test.text)
			var problem *models.Problem
			require.ErrorAs(t, err, &problem)
			require.Equal(t, test.code, problem.Code)
			require.Empty(t, phone)
		})
	}
}

// Only the form it is kept in finds the same number again in the database.
func TestPhoneValidate(t *testing.T) {
	require.ErrorIs(t, models.Phone("070-174 06 05").Validate(), &models.Problem{Code: "phone.form"})
	require.Error(t, models.Phone("070").Validate())
	require.Empty(t, models.Phone("").Format())
	require.Equal(t, "?", models.Phone("?").Format())
}

// Whatever is typed, the answer is a number that holds or a problem with a code.
func TestAnyPhoneTextIsAnswered(t *testing.T) {
	text := rapid.OneOf(rapid.String(), rapid.StringMatching(`[+0-9 ()/-]{0,20}`))
	rapid.Check(t, func(t *rapid.T) {
		phone, err := models.ParsePhone(text.Draw(t, "text"))
		if err == nil {
			require.NoError(t, phone.Validate())
			return
		}
		var problem *models.Problem
		require.ErrorAs(t, err, &problem)
	})
}
