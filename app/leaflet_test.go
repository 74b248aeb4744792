package app_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/app/office"
	"nursedesk/app/rulebook"
	"nursedesk/app/rulebook/rulebooktest"
	"nursedesk/models"
	"nursedesk/models/goldentest"
	"nursedesk/resources"
)

// Every fact of the leaflet is used: the background, what is before, on the day,
// at home, afterwards, recommended, complicated and followed up, each in the
// neurotomy's Swedish sheet. The list of uses is kept in docs/leaflet.md for
// whoever changes a rule: `make lint` holds that it is true, `make docs` writes it.
func TestEveryFactIsUsed(t *testing.T) {
	rules, err := office.LoadRules(resources.Files, "")
	require.NoError(t, err)
	leaflet := rulebooktest.Open(t, resources.Files).Facts

	uses := map[string][]string{}
	use := func(source rulebook.Source, where string) {
		for _, fact := range source.Leaflet {
			uses[fact] = append(uses[fact], where)
		}
	}
	for _, protocol := range rules.Protocols.Protocols() {
		for _, step := range protocol.Steps {
			use(step.Source, fmt.Sprintf("%s: task `%s`", protocol.Code, step.ID))
		}
		for _, milestone := range protocol.Milestones {
			use(milestone.Source, fmt.Sprintf("%s: date `%s`", protocol.Code, milestone.ID))
		}
	}
	for _, medicine := range rules.Medicines.All() {
		use(rulebook.Source{Leaflet: medicine.Leaflet}, fmt.Sprintf("medicine %s", medicine.ATC))
	}
	for _, source := range rules.Triage.Sources() {
		use(source, fmt.Sprintf("call `%s`", strings.TrimPrefix(source.Row.ID, "triage/")))
	}
	onSheet := map[string]bool{}
	for _, citation := range rules.Sheets.Citations() {
		uses[citation.Fact] = append(uses[citation.Fact], fmt.Sprintf("%s line %d", citation.File, citation.Line))
		if citation.Procedure == "neurotomy" && citation.Language == models.Swedish {
			onSheet[citation.Fact] = true
		}
	}

	var table strings.Builder
	table.WriteString("# Where the program uses each fact of the leaflet\n\n" +
		"Written by `make docs`; `make lint` holds it true.\n\n| fact | used in |\n| --- | --- |\n")
	for _, fact := range leaflet.Numbers() {
		places := uses[fact]
		slices.Sort(places)
		fmt.Fprintf(&table, "| %s | %s |\n", fact, strings.Join(slices.Compact(places), " · "))
		require.True(t, onSheet[fact], "fact %s is missing from the neurotomy's Swedish sheet", fact)
	}
	golden := filepath.Join("..", "docs", "leaflet.md")
	if *goldentest.Update {
		require.NoError(t, os.WriteFile(golden, []byte(table.String()), 0o600))
	}
	if os.Getenv("NURSEDESK_DOCS") == "" {
		return
	}
	kept, err := os.ReadFile(golden)
	require.NoError(t, err)
	require.Equal(t, string(kept), table.String(), "make docs, and read the difference")
}
