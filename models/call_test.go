package models_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"nursedesk/models"
)

func TestCallIsValidated(t *testing.T) {
	at := models.NewDate(2026, 11, 23).At(10, 0)
	for name, test := range map[string]struct {
		change func(*models.Call)
		fields []string
	}{
		"whole":              {func(*models.Call) {}, nil},
		"reason alone":       {func(c *models.Call) { c.Phone, c.CallbackAt = "", nil }, nil},
		"no reason":          {func(c *models.Call) { c.Reason = " " }, []string{"reason"}},
		"phone":              {func(c *models.Call) { c.Phone = "070" }, []string{"phone"}},
		"callback before":    {func(c *models.Call) { before := at.Add(-time.Minute); c.CallbackAt = &before }, []string{"callback"}},
		"callback at once":   {func(c *models.Call) { c.CallbackAt = &at }, nil},
		"caller with no end": {func(c *models.Call) { c.Caller = strings.Repeat("x", models.MaxLine+1) }, []string{"caller"}},
		"advice without end": {func(c *models.Call) { c.Advice = strings.Repeat("x", models.MaxNote+1) }, []string{"advice"}},
		"longest of each": {func(c *models.Call) {
			c.Caller, c.Advice = strings.Repeat("å", models.MaxLine), strings.Repeat("å", models.MaxNote)
		}, nil},
		"a reason of letters": {func(c *models.Call) { c.Reason = "?" }, nil},
	} {
		t.Run(name, func(t *testing.T) {
			later := at.Add(time.Hour)
			call := models.Call{At: at, Reason: "Feber", Phone: "+46701740605", CallbackAt: &later}
			test.change(&call)
			requireFields(t, test.fields, call.Validate())
		})
	}
}

// An addition says something, or tells who was told.
func TestCallAdditionIsValidated(t *testing.T) {
	requireFields(t, []string{"text"}, models.CallAddition{}.Validate())
	requireFields(t, nil, models.CallAddition{Text: "Rättelse"}.Validate())
	told := models.CallAddition{Contact: &models.Contact{}}
	require.Error(t, told.Validate())
	var problems models.Problems
	require.ErrorAs(t, told.Validate(), &problems)
	require.NotContains(t, problems.Fields(), "text")
}

func TestAttemptIsValidated(t *testing.T) {
	requireFields(t, nil, models.Attempt{}.Validate())
	requireFields(t, nil, models.Attempt{Phone: "+46701740605"}.Validate())
	requireFields(t, []string{"phone"}, models.Attempt{Phone: "070"}.Validate())
	requireFields(t, []string{"note"}, models.Attempt{Note: strings.Repeat("x", models.MaxNote+1)}.Validate())
}

// An id that is none is refused; nothing said is no id.
func TestCallIDs(t *testing.T) {
	require.NoError(t, models.CheckRelation(""))
	require.NoError(t, models.CheckIdentity(""))
	for _, id := range models.Relations {
		require.NoError(t, models.CheckRelation(id))
		require.Error(t, models.CheckIdentity(id))
	}
	for _, id := range models.IdentityChecks {
		require.NoError(t, models.CheckIdentity(id))
		require.Error(t, models.CheckRelation(id))
	}
}
