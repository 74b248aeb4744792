package followup_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/views/followup"
	"nursedesk/views/locale"
	"nursedesk/views/page"
	"nursedesk/views/page/pagetest"
)

// The list that is shown is saved with all its rows.
func TestSaveList(t *testing.T) {
	desk, _ := pagetest.NewDemoDesk(t, "2026-11-23")
	host := pagetest.NewHost(t, desk)
	shown := followup.New(desk, host)
	host.Show(shown, page.Route{Page: page.FollowUp})
	text := host.SaveList(shown.(page.ListSaver))
	cases := strings.Count(text, "\r\n") - 1
	require.Positive(t, cases)
	require.Contains(t, host.Text(), locale.T("followup.tab.cases", "n", cases), "each that is counted")
}
