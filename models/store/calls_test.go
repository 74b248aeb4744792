package store

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"nursedesk/models"
)

// Calls come newest first, narrowed by what the nurse looks for; one that led to
// something still to be done can be told apart.
func TestCalls(t *testing.T) {
	onBoth(t, func(t *testing.T, s *Store) {
		tolvan, ake := addPatient(t, s, "Tolvan", "Tolvansson"), addPatient(t, s, "Åke", "Öberg")
		calls := []models.Call{
			{PatientID: tolvan.ID, At: noon, Reason: "a", Level: "L2", Procedure: "neurotomy", Day: ref(5), Suspected: []string{"deep-infection", "sepsis"}},
			{PatientID: ake.ID, At: noon.Add(time.Hour), Reason: "b", CallbackAt: ref(noon.Add(2 * time.Hour)), Level: "L5", Procedure: "block", Day: ref(0)},
			{PatientID: ake.ID, At: noon.Add(-time.Hour), Reason: "c", CallbackAt: ref(noon)},
		}
		for i := range calls {
			write(t, s, func(tx *Tx) error { return tx.SaveCall(&calls[i]) })
		}
		addTask(t, s, models.Booking{PatientID: ake.ID}, models.Task{Kind: models.Callback, CallID: &calls[1].ID, At: calls[1].CallbackAt})
		addTask(t, s, models.Booking{PatientID: ake.ID}, models.Task{Kind: models.Callback, CallID: &calls[2].ID, State: models.Done})
		for name, test := range map[string]struct {
			filter models.CallFilter
			want   []string
		}{
			"all":           {want: []string{"b", "a", "c"}},
			"open":          {filter: models.CallFilter{OnlyOpen: true}, want: []string{"b"}},
			"name":          {filter: models.CallFilter{Text: "ob"}, want: []string{"b", "c"}},
			"two":           {filter: models.CallFilter{Limit: 2}, want: []string{"b", "a"}},
			"the next two":  {filter: models.CallFilter{Limit: 2, Offset: 2}, want: []string{"c"}},
			"none":          {filter: models.CallFilter{Text: "tolvan", OnlyOpen: true}, want: []string{}},
			"level":         {filter: models.CallFilter{Level: "L2"}, want: []string{"a"}},
			"suspected":     {filter: models.CallFilter{Suspected: "sepsis"}, want: []string{"a"}},
			"part of an id": {filter: models.CallFilter{Suspected: "infection"}, want: []string{}},
			"any id":        {filter: models.CallFilter{Suspected: "%"}, want: []string{}},
			"procedure":     {filter: models.CallFilter{Procedure: "block"}, want: []string{"b"}},
			"day 0":         {filter: models.CallFilter{DayTo: ref(0)}, want: []string{"b"}},
			"from day 1":    {filter: models.CallFilter{DayFrom: ref(1)}, want: []string{"a"}},
			"from noon":     {filter: models.CallFilter{From: noon}, want: []string{"b", "a"}},
			"before noon":   {filter: models.CallFilter{Until: noon}, want: []string{"c"}},
		} {
			t.Run(name, func(t *testing.T) {
				rows := got(t, s, func(tx *Tx) ([]models.CallRow, error) { return tx.Calls(test.filter) })
				found := []string{}
				for _, row := range rows {
					found = append(found, row.Reason)
					require.Equal(t, row.Reason == "b", row.CallbackOpen)
				}
				require.Equal(t, test.want, found)
			})
		}
		row := got(t, s, func(tx *Tx) ([]models.CallRow, error) { return tx.Calls(models.CallFilter{OnlyOpen: true}) })[0]
		require.Equal(t, models.CallRow{Call: calls[1], GivenName: "Åke", FamilyName: "Öberg", CallbackOpen: true}, row)
		some := got(t, s, func(tx *Tx) (map[int64]models.CallRow, error) { return tx.CallsByID(calls[1].ID, 4711) })
		require.Equal(t, map[int64]models.CallRow{row.ID: row}, some)
	})
}

// What was said in a call comes back as it was written, and what is added to it.
func TestCallRecord(t *testing.T) {
	onBoth(t, func(t *testing.T, s *Store) {
		call := models.Call{PatientID: addPatient(t, s, "Tolvan", "Tolvansson").ID, At: noon, EndedAt: ref(noon.Add(time.Minute)), Reason: "a", Outgoing: true, Unfinished: true}
		record := models.CallRecord{
			Relation: "relative", Identity: "asked-back", Drugs: "Waran", Notes: "n", RulesVersion: "1-abc", Proposed: "L3",
			Asked:     []models.AskedQuestion{{Finding: "fever", Question: models.Text{models.Swedish: "Har du feber?", models.English: "Do you have a fever?"}, Answer: "yes", RedFlag: true}},
			Triggered: []models.TriggeredRule{{Rule: "R13", Level: "L3", Findings: []string{"fever"}}},
			ReadOut:   &models.ReadOut{At: noon, Level: "L3"},
			Changes:   []models.AnswerChange{{At: noon, Finding: "fever", From: "no", To: "yes", LevelFrom: "L5", LevelTo: "L3"}},
			Lowered:   &models.Lowering{From: "L3", To: "L4", Reason: "sedd idag", Doctor: "Doktor A"},
			Contacts:  []models.Contact{{At: noon, With: "Kirurg A", ReadBack: true}}, Understood: "yes",
		}
		addition := models.CallAddition{Text: "Det var vänster ben.", By: "Sköterska A"}
		write(t, s, func(tx *Tx) error {
			require.NoError(t, tx.SaveCall(&call))
			require.NoError(t, tx.SaveCallRecord(call.ID, record))
			addition.CallID = call.ID
			return tx.AddToCall(&addition)
		})
		read(t, s, func(tx *Tx) error {
			kept, err := tx.Call(call.ID)
			require.NoError(t, err)
			require.Equal(t, call, kept)
			read, there, err := tx.CallRecord(call.ID)
			require.NoError(t, err)
			require.True(t, there)
			require.Equal(t, record, read)
			_, there, err = tx.CallRecord(call.ID + 1)
			require.NoError(t, err)
			require.False(t, there, "a call that was noted without questions has none")
			additions, err := tx.CallAdditions(call.ID)
			require.NoError(t, err)
			require.Equal(t, []models.CallAddition{addition}, additions)
			return nil
		})
	})
}

// A call that goes on is kept as typed; of two desks that write on the same one
// the second is told, and nothing of the first is lost.
func TestCallDrafts(t *testing.T) {
	onBoth(t, func(t *testing.T, s *Store) {
		patient := addPatient(t, s, "Tolvan", "Tolvansson")
		draft := models.CallDraft{Started: noon, By: "Sköterska A", Body: []byte(`{"Reason":"ont"}`)}
		write(t, s, func(tx *Tx) error { return tx.SaveCallDraft(&draft) })
		other := draft
		draft.PatientID, draft.Body = &patient.ID, []byte(`{"Reason":"ont i benet"}`)
		write(t, s, func(tx *Tx) error { return tx.SaveCallDraft(&draft) })
		other.Body = []byte(`{"Reason":"fel"}`)
		require.ErrorIs(t, s.Write(t.Context(), func(tx *Tx) error { return tx.SaveCallDraft(&other) }), models.ErrStale)
		require.ErrorIs(t, s.Write(t.Context(), func(tx *Tx) error { return tx.RemoveCallDraft(other.ID, other.Version) }), models.ErrStale)

		rows := got(t, s, func(tx *Tx) ([]models.CallDraftRow, error) { return tx.CallDrafts() })
		require.Len(t, rows, 1)
		require.Equal(t, draft, rows[0].CallDraft)
		require.Equal(t, "Tolvan Tolvansson", rows[0].Name())
		write(t, s, func(tx *Tx) error { return tx.RemoveCallDraft(draft.ID, draft.Version) })
		require.Empty(t, got(t, s, func(tx *Tx) ([]models.CallDraftRow, error) { return tx.CallDrafts() }))
	})
}

// Tries to reach somebody are kept with their task, the first first.
func TestAttempts(t *testing.T) {
	onBoth(t, func(t *testing.T, s *Store) {
		patient := addPatient(t, s, "Tolvan", "Tolvansson")
		task := addTask(t, s, models.Booking{PatientID: patient.ID}, models.Task{Kind: models.Callback, At: ref(noon)})
		first := models.Attempt{TaskID: task.ID, At: noon, Phone: "+4631818083", By: "Sköterska A"}
		second := models.Attempt{TaskID: task.ID, At: noon.Add(time.Hour), Answered: true, Note: "n", By: "Sköterska B"}
		write(t, s, func(tx *Tx) error {
			require.NoError(t, tx.SaveAttempt(&second))
			return tx.SaveAttempt(&first)
		})
		require.Equal(t, []models.Attempt{first, second}, got(t, s, func(tx *Tx) ([]models.Attempt, error) { return tx.AttemptsOf(task.ID) }))
		require.Empty(t, got(t, s, func(tx *Tx) ([]models.Attempt, error) { return tx.AttemptsOf() }))
	})
}

// A record that was made for an unknown caller is no longer found once it has
// given way to the right one.
func TestReplacedPatientIsNotFound(t *testing.T) {
	onBoth(t, func(t *testing.T, s *Store) {
		unknown, known := addPatient(t, s, "Tolvan", "–"), addPatient(t, s, "Tolvan", "Tolvansson")
		unknown.ReplacedBy = &known.ID
		write(t, s, func(tx *Tx) error { return tx.SavePatient(&unknown) })
		rows := got(t, s, func(tx *Tx) ([]models.PatientRow, error) { return tx.FindPatients("tolvan", 0) })
		require.Len(t, rows, 1)
		require.Equal(t, known.ID, rows[0].ID)
	})
}
