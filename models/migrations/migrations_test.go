package migrations

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"gorm.io/driver/sqlite"
	"gorm.io/gorm"
	"gorm.io/gorm/logger"
)

func database(t *testing.T) *gorm.DB {
	t.Helper()
	db, err := gorm.Open(sqlite.Open(filepath.Join(t.TempDir(), "desk.db")+"?_foreign_keys=1&_txlock=immediate"),
		&gorm.Config{Logger: logger.Discard})
	require.NoError(t, err)
	connections, err := db.DB()
	require.NoError(t, err)
	connections.SetMaxOpenConns(1)
	t.Cleanup(func() { require.NoError(t, connections.Close()) })
	return db
}

// schemaOf describes every table and index. The order of a table's constraints
// says nothing and differs from one creation to the next, so the parts are sorted.
func schemaOf(t *testing.T, db *gorm.DB) []string {
	t.Helper()
	var found []string
	require.NoError(t, db.Raw("SELECT coalesce(sql, name) FROM sqlite_schema ORDER BY type, name").Scan(&found).Error)
	for i, described := range found {
		parts := strings.Split(strings.TrimSuffix(described, ")"), ",")
		slices.Sort(parts)
		found[i] = strings.Join(parts, ",")
	}
	return found
}

// A database that came with an early release ends with the same tables as one
// that is made today.
func TestNewAndOldHaveTheSameTables(t *testing.T) {
	fresh := database(t)
	require.NoError(t, Run(fresh, Steps()))
	old := database(t)
	for i := range Steps() {
		require.NoError(t, Run(old, Steps()[:i+1]))
	}
	require.Equal(t, schemaOf(t, fresh), schemaOf(t, old))
	require.NoError(t, Run(old, Steps()))
	require.Equal(t, schemaOf(t, fresh), schemaOf(t, old), "running again changes nothing")
}

// Who was registered by an older program is found by the number dialled abroad, too.
func TestDialledAbroad(t *testing.T) {
	db := database(t)
	require.NoError(t, Run(db, Steps()[:6]))
	for number, phone := range []string{"+46701740605", ""} {
		require.NoError(t, db.Create(&patient0001{ID: int64(number + 1), Phone: phone}).Error)
	}
	require.NoError(t, Run(db, Steps()[:7]))
	var keys []patientKey0001
	require.NoError(t, db.Find(&keys).Error)
	require.Equal(t, []patientKey0001{{PatientID: 1, Word: "0046701740605"}}, keys)
}

// Who was registered by an older program is found by the last digits, five or more.
func TestNumberEnds(t *testing.T) {
	db := database(t)
	require.NoError(t, Run(db, Steps()[:11]))
	require.NoError(t, db.Create(&patient0001{ID: 1, PersonalNumber: "200001012384"}).Error)
	require.NoError(t, db.Create(&patient0001{ID: 2, PersonalNumber: "19810829M071", Phone: "+4612345"}).Error)
	require.NoError(t, Run(db, Steps()))
	require.Equal(t, []string{"#12384", "#012384", "#1012384", "#01012384", "#001012384", "#0001012384", "#00001012384", "#200001012384"}, words(t, db, 1))
	require.Equal(t, []string{"#12345", "#012345", "#612345", "#4612345", "#04612345", "#004612345"}, words(t, db, 2))
}

// words are those by which a patient is found.
func words(t *testing.T, db *gorm.DB, patient int) (found []string) {
	t.Helper()
	require.NoError(t, db.Table("patient_keys").Where("patient_id = ?", patient).Order("length(word), word").Pluck("word", &found).Error)
	return found
}

// Who was registered by an older program is found by the second number and by the relative's, too.
func TestSecondNumbers(t *testing.T) {
	db := database(t)
	require.NoError(t, Run(db, Steps()[:25]))
	for id, phones := range [][2]string{{"+4612345", ""}, {"", "+3412345"}, {"", ""}} {
		require.NoError(t, db.Create(&patient0001{ID: int64(id + 1)}).Error)
		require.NoError(t, db.Exec("UPDATE patients SET other_phone = ?, relative_phone = ? WHERE id = ?", phones[0], phones[1], id+1).Error)
	}
	require.NoError(t, Run(db, Steps()))
	require.Equal(t, []string{"#12345", "012345", "#012345", "#612345", "4612345", "#4612345", "#04612345", "004612345", "#004612345"}, words(t, db, 1))
	require.Equal(t, []string{"#12345", "#412345", "3412345", "#3412345", "#03412345", "003412345", "#003412345"}, words(t, db, 2))
	require.Empty(t, words(t, db, 3))
}

// Steps run in the order of their IDs, which are never reused.
func TestStepsAreInOrder(t *testing.T) {
	last := ""
	for _, step := range Steps() {
		require.Greater(t, step.ID, last)
		last = step.ID
	}
}

func TestUnknownStep(t *testing.T) {
	db := database(t)
	require.NoError(t, Run(db, Steps()))
	require.NoError(t, db.Exec("INSERT INTO "+Table+" VALUES ('0099-future')").Error)
	require.ErrorIs(t, Run(db, Steps()), ErrUnknown)
}

// What the rules of the store stand on: references that keep what they refer
// to, one number for one patient, and the worklist's own index.
func TestFirstStep(t *testing.T) {
	db := database(t)
	require.NoError(t, Run(db, Steps()))
	for table, parents := range map[string][]string{
		"patient_keys": {"patients"}, "bookings": {"patients"}, "booking_keys": {"bookings"}, "calls": {"bookings", "patients"},
		"tasks": {"bookings", "calls", "patients", "tasks"}, "sheets": {"bookings"}, "audit_entries": {"bookings", "patients", "tasks"},
		"hold_decisions": {"bookings", "patients"}, "complications": {"bookings", "calls", "patients"},
	} {
		var keys []struct {
			Table    string
			OnDelete string
		}
		require.NoError(t, db.Raw(`SELECT "table", on_delete FROM pragma_foreign_key_list(?) ORDER BY "table"`, table).Scan(&keys).Error)
		var have []string
		for _, key := range keys {
			have = append(have, key.Table)
			require.Equal(t, "RESTRICT", key.OnDelete)
		}
		require.Equal(t, parents, have, table)
	}
	var indexes []string
	require.NoError(t, db.Raw("SELECT name FROM sqlite_schema WHERE type = 'index'").Scan(&indexes).Error)
	require.Subset(t, indexes, []string{
		"idx_patients_personal_number", "idx_patients_sort_key", "idx_patient_keys_word", "idx_booking_keys_word",
		"idx_bookings_start", "idx_bookings_patient", "idx_tasks_open", "idx_tasks_booking", "idx_tasks_patient",
		"idx_tasks_call", "idx_hold_decisions_booking", "idx_calls_patient", "idx_calls_at", "idx_sheets_booking", "idx_audit_entries_patient",
		"idx_complications_once", "idx_complications_patient", "idx_bookings_performed", "idx_call_additions_call", "idx_attempts_task",
	})
}

// What was kept before sheets and phone hours were is still there afterwards,
// and says that it does not know.
func TestHandedOutKeepsWhatWasThere(t *testing.T) {
	db := database(t)
	require.NoError(t, Run(db, Steps()[:slices.IndexFunc(Steps(), func(s *Step) bool { return s.ID == "0004-handed-out" })]))
	none := "null"
	patient := patient0001{GivenName: "Tolvan"}
	require.NoError(t, db.Create(&patient).Error)
	booking := booking0001{PatientID: patient.ID, Medicines: &none, Factors: &none, Conditions: &none, Health: &none}
	require.NoError(t, db.Omit("Patient").Create(&booking).Error)
	require.NoError(t, db.Omit("Booking").Create(&sheet0001{BookingID: booking.ID, Hash: "h", PlanHash: "p", Pages: 4}).Error)
	require.NoError(t, db.Create(&clinic0001{ID: 1, Name: "Kliniken", Opens: "07:00", Version: 3}).Error)

	require.NoError(t, Run(db, Steps()))
	var sheet, clinic map[string]any
	require.NoError(t, db.Raw("SELECT hash, pages, form, texts, how, lines, told FROM sheets").Scan(&sheet).Error)
	require.Equal(t, map[string]any{
		"hash": "h", "pages": int64(4), "form": "", "texts": "", "how": "", "lines": nil, "told": nil,
	}, sheet)
	require.NoError(t, db.Raw("SELECT name, opens, phone_opens, phone_closes FROM clinic").Scan(&clinic).Error)
	require.Equal(t, map[string]any{"name": "Kliniken", "opens": "07:00", "phone_opens": "", "phone_closes": ""}, clinic)
}

// A call that was noted before calls were judged is still there afterwards, and
// claims nothing that nobody asked.
func TestCallsKeepsWhatWasThere(t *testing.T) {
	db := database(t)
	require.NoError(t, Run(db, Steps()[:slices.IndexFunc(Steps(), func(s *Step) bool { return s.ID == "0005-calls" })]))
	patient := patient0001{GivenName: "Tolvan"}
	require.NoError(t, db.Create(&patient).Error)
	require.NoError(t, db.Omit("Patient", "Booking").Create(&call0001{PatientID: patient.ID, Reason: "Blöder", By: "Sköterska A"}).Error)

	require.NoError(t, Run(db, Steps()))
	var call, replaced map[string]any
	require.NoError(t, db.Raw(`SELECT reason, "by", follows_id, ended_at, topic, "procedure", day, level, suspected FROM calls
		WHERE NOT outgoing AND NOT unfinished`).Scan(&call).Error)
	require.Equal(t, map[string]any{
		"reason": "Blöder", "by": "Sköterska A", "follows_id": nil, "ended_at": nil, "topic": "", "procedure": "",
		"day": nil, "level": "", "suspected": nil,
	}, call)
	require.NoError(t, db.Raw("SELECT given_name, replaced_by FROM patients").Scan(&replaced).Error)
	require.Equal(t, map[string]any{"given_name": "Tolvan", "replaced_by": nil}, replaced)
}

// What patients take is known from their bookings, the newest first: the record begins with
// all of it, and without what was called off.
func TestRecordsBeginWithWhatTheBookingsSay(t *testing.T) {
	db := database(t)
	require.NoError(t, Run(db, Steps()[:slices.IndexFunc(Steps(), func(s *Step) bool { return s.ID == "0015-patient-record" })]))
	tolvan, elvan := patient0001{GivenName: "Tolvan"}, patient0001{GivenName: "Elvan"}
	require.NoError(t, db.Create(&tolvan).Error)
	require.NoError(t, db.Create(&elvan).Error)
	start := time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC)
	for i, one := range []struct {
		patient               patient0001
		status                string
		medicines, conditions string
	}{
		{tolvan, "performed", `[{"atc":"B01AA03"},{"atc":"B01AB04","form":"treatment"}]`, `["insulin"]`},
		{tolvan, "booked", `[{"atc":"B01AB04","form":"prophylactic"},{"text":"Prov"}]`, `null`},
		{tolvan, "cancelled", `[{"atc":"B01AC04"}]`, `["hypertension"]`},
		{elvan, "booked", `null`, `null`},
	} {
		none := "null"
		booking := booking0001{
			PatientID: one.patient.ID, Medicines: &one.medicines, Conditions: &one.conditions, Factors: &none, Health: &none,
			Status: one.status, Start: start.AddDate(0, i, 0),
		}
		require.NoError(t, db.Omit("Patient").Create(&booking).Error)
	}

	require.NoError(t, Run(db, Steps()))
	var records []struct{ Medicines, Conditions *string }
	require.NoError(t, db.Raw("SELECT medicines, conditions FROM patients ORDER BY id").Scan(&records).Error)
	require.JSONEq(t, `[{"atc":"B01AB04","form":"prophylactic"},{"text":"Prov"},{"atc":"B01AA03"}]`, *records[0].Medicines)
	require.JSONEq(t, `["insulin"]`, *records[0].Conditions)
	require.Nil(t, records[1].Medicines, "nothing is known of Elvan")
}
