package models_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/models"
)

// Calls keep the words that were said. Those kept before a text could have any
// language read as they were, and a program of that time reads what is kept now.
func TestKeptTextsAreReadAgain(t *testing.T) {
	var kept struct{ Question, Says models.Text }
	require.NoError(t, json.Unmarshal([]byte(`{"Question":{"SV":"Har du feber?","EN":"Do you have a fever?"},"Says":{"SV":"","EN":""}}`), &kept))
	require.Equal(t, models.Text{models.Swedish: "Har du feber?", models.English: "Do you have a fever?"}, kept.Question)
	require.True(t, kept.Says.Empty())

	written, err := json.Marshal(kept)
	require.NoError(t, err)
	require.JSONEq(t, `{"Question":{"SV":"Har du feber?","EN":"Do you have a fever?"},"Says":{}}`, string(written))

	written, err = json.Marshal(models.Text{"fi": "Soita"})
	require.NoError(t, err)
	var again models.Text
	require.NoError(t, json.Unmarshal(written, &again))
	require.Equal(t, models.Text{"fi": "Soita"}, again)
	require.Error(t, json.Unmarshal([]byte(`["x"]`), &again))
}

// What is not said in a language is said in the clinic's own, never left empty.
func TestTextInALanguage(t *testing.T) {
	text := models.Text{models.Swedish: "Ring", "fi": "Soita"}
	require.Equal(t, "Soita", text.In("fi"))
	require.Equal(t, "Ring", text.In(models.English))
	require.Equal(t, "Call", models.Text{models.English: "Call", "fi": "Soita"}.In(models.Swedish), "else in the first by its code")
	require.Empty(t, models.Text(nil).In(models.Swedish))
	require.Equal(t, "Waran", models.Plain("Waran").In("fi"))
	require.True(t, text.Equal(models.Text{"fi": "Soita", models.Swedish: "Ring"}))
	require.False(t, text.Equal(models.Plain("Ring")))
}

func TestLanguagesAreParsed(t *testing.T) {
	languages := models.Languages{models.Swedish, "fi"}
	for code, want := range map[string]models.Language{"": models.Swedish, "sv": models.Swedish, "fi": "fi"} {
		got, err := languages.Parse(code)
		require.NoError(t, err)
		require.Equal(t, want, got)
	}
	for _, code := range []string{"en", "FI", "x"} {
		_, err := languages.Parse(code)
		var problem *models.Problem
		require.ErrorAs(t, err, &problem)
		require.Equal(t, "language.unknown", problem.Code)
		require.Equal(t, "sv, fi", problem.Values["known"])
	}
	require.NoError(t, models.Language("fi").Validate())
	require.ErrorIs(t, models.Language("Svenska").Validate(), &models.Problem{Code: "language.unknown"})
}

// A figure is read aloud: 38,4 in Swedish, 38.4 in English.
func TestDecimal(t *testing.T) {
	for language, want := range map[models.Language][]string{
		models.Swedish: {"38,4", "1200", "-0,5"}, models.English: {"38.4", "1200", "-0.5"}, "fi": {"38,4", "1200", "-0,5"},
	} {
		for i, number := range []float64{38.4, 1200, -0.5} {
			require.Equal(t, want[i], language.Decimal(number, models.AsGiven), language)
		}
	}
	require.Equal(t, "1,50", models.Swedish.Decimal(1.5, 2))
}
