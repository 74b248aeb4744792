package main

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	deskcalls "nursedesk/app/calls"
	"nursedesk/app/office"
	"nursedesk/models"
	"nursedesk/models/stopwatch"
	"nursedesk/models/store"
)

// inDatabase reads what the database holds beside the window.
func (d *desk) inDatabase(read func(tx *store.Tx) error) {
	d.t.Helper()
	opened, err := store.Open(d.t.Context(), d.database, store.Options{Log: quiet(), Now: office.SystemClock().Now})
	require.NoError(d.t, err)
	defer func() { require.NoError(d.t, opened.Close()) }()
	require.NoError(d.t, opened.Read(d.t.Context(), read))
}

// half is the only half-typed thing in the database, read from its body; nothing
// where there is none.
func half[T any](d *desk, bodies func(tx *store.Tx) ([][]byte, error)) (typed T) {
	d.t.Helper()
	d.inDatabase(func(tx *store.Tx) error {
		found, err := bodies(tx)
		if err == nil && len(found) > 0 {
			require.Len(d.t, found, 1)
			err = json.Unmarshal(found[0], &typed)
		}
		return err
	})
	return typed
}

// goingOn is the call that has not ended, as the database holds it.
func (d *desk) goingOn() deskcalls.Draft {
	d.t.Helper()
	return half[deskcalls.Draft](d, func(tx *store.Tx) (bodies [][]byte, err error) {
		rows, err := tx.CallDrafts()
		for _, row := range rows {
			bodies = append(bodies, row.Body)
		}
		return bodies, err
	})
}

// A call in the real program by the keyboard alone. It is killed in the middle, as
// by a power cut: started again, the call comes back with every answer and is
// ended from there.
func TestACallInTheRealWindow(t *testing.T) {
	if testing.Short() {
		t.Skip("the real window takes some seconds")
	}
	screen := newDisplay(t)
	desk := screen.start(newDatabase(t))
	desk.waitForWindow()
	waitABit(t, desk)
	watch := stopwatch.Start()
	desk.press("ctrl+t")
	desk.write("0701740605")
	waitABit(t, desk)
	desk.press("Return") // nobody has the number
	desk.write("Åke Ärlig")
	waitABit(t, desk)
	desk.press("Return", "Return") // not on the list; the name is enough
	desk.write("1")                // the wound
	desk.press("shift+n", "n", "n", "slash")
	desk.write("Det kliar")
	var begun int
	eventually(t, "every answer and letter is on the disk", func() bool {
		draft := desk.goingOn()
		begun = len(draft.Answers)
		return begun > 2 && draft.Reason == "Det kliar"
	})
	require.NoError(t, desk.process.Process.Kill())
	_ = desk.process.Wait()
	kept := desk.goingOn()
	require.Equal(t, "Åke", kept.GivenName)
	require.Equal(t, "Ärlig", kept.FamilyName)
	require.Equal(t, "0701740605", kept.Phone)
	require.Equal(t, "wound", kept.Topic)

	desk = screen.start(desk.database)
	desk.waitForWindow()
	waitABit(t, desk)
	eventually(t, "it goes on where it was", func() bool {
		desk.press("Return") // on Idag it opens the call that has not ended, in the call it changes nothing
		waitABit(t, desk)
		desk.press("shift+n")
		waitABit(t, desk)
		return len(desk.goingOn().Answers) > begun
	})
	eventually(t, "the rest of the red flags, block by block", func() bool {
		before := len(desk.goingOn().Answers)
		desk.press("shift+n")
		waitABit(t, desk)
		return len(desk.goingOn().Answers) == before
	})
	require.Equal(t, "Det kliar", desk.goingOn().Reason)
	desk.press("u", "ctrl+Return", "j", "Tab", "m", "ctrl+Return")
	waitABit(t, desk)
	desk.write("Prov Provsson, leg. sjuksköterska") // nobody has signed at this desk yet
	desk.press("Return")
	var calls []models.CallRow
	eventually(t, "the note is signed", func() bool {
		desk.inDatabase(func(tx *store.Tx) (err error) {
			calls, err = tx.Calls(models.CallFilter{})
			return err
		})
		return len(calls) == 1
	})
	t.Logf("%s, with the program started twice", watch.Elapsed().Round(time.Second))
	require.Equal(t, "Åke Ärlig", calls[0].Name())
	require.Equal(t, "Det kliar", calls[0].Reason)
	require.Equal(t, "L4", calls[0].Level, "the caller's own words are a complaint that no rule speaks of")
	require.Equal(t, "Prov Provsson, leg. sjuksköterska", calls[0].By)
	require.Zero(t, desk.goingOn().Started)
}
