package medication_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"nursedesk/app/medication"
	"nursedesk/app/rulebook"
	"nursedesk/app/rulebook/rulebooktest"
	"nursedesk/models"
)

// bare refuses a hold that tells anything of what rules say.
func bare(t require.TestingT, hold medication.Hold) {
	require.True(t, hold.Withheld(), hold.Taken.ATC)
	require.Equal(t, medication.Doctor, hold.Kind)
	require.Zero(t, hold.Amount)
	require.Equal(t, medication.Dates{}, hold.Dates)
	require.Equal(t, medication.Pause{}, hold.Table)
	require.Empty(t, hold.Range)
	require.Empty(t, hold.GuidelineResume)
	require.Empty(t, hold.Advice)
	require.False(t, hold.Recommended)
	require.Nil(t, hold.INR)
	require.Empty(t, hold.Source.Text)
	require.Empty(t, hold.Source.Leaflet)
	require.Len(t, hold.Reasons, 1)
	require.Equal(t, medication.NotApproved, hold.Reasons[0].Code)
	for _, part := range hold.Parts {
		bare(t, part)
	}
}

// Whoever is shown approved rows alone sees a hold as the rules have it, or nothing of it:
// nothing as soon as one row that it names is not approved.
func TestAHoldIsShownWholeOrNotAtAll(t *testing.T) {
	medicines := clinicsCatalogue(t)
	rows := medicines.Rows()
	rapid.Check(t, func(t *rapid.T) {
		request := anyRequest(t, medicines)
		policy := rulebooktest.ApprovedOnly{Rows: map[string]bool{}}
		for range rapid.IntRange(0, len(rows)).Draw(t, "approvals") {
			policy.Rows[rapid.SampledFrom(rows).Draw(t, "row").ID] = true
		}
		plain, shown := medication.Plan(medicines, request), medication.Plan(medicines.Under(policy), request)
		require.Len(t, shown, len(plain))
		for i, hold := range shown {
			if !hold.Withheld() {
				require.Equal(t, plain[i], hold)
				require.True(t, policy.Allows(hold.Source), hold.Source.Row.ID)
				for _, reason := range hold.Reasons {
					require.True(t, policy.Allows(reason.Source), reason.Source.Row.ID)
				}
				continue
			}
			bare(t, hold)
			require.Equal(t, plain[i], hold.Rules(), "what a decision is weighed against stays")
		}
	})
}

// Each row of a medicine: with it alone unapproved nothing that leans on it is shown, and
// once it is approved all of it is.
func TestEveryRowOfAMedicineIsHiddenUntilItIsApproved(t *testing.T) {
	medicines := clinicsCatalogue(t)
	none := medicines.Under(rulebooktest.ApprovedOnly{})
	start := models.NewDate(2026, time.December, 14).At(8, 30)
	hidden := map[string]bool{}
	for _, medicine := range medicines.All() {
		for _, request := range everyWay(medicine.ATC, start) {
			plain := medication.Plan(medicines, request)[0]
			if !medication.Plan(none, request)[0].Withheld() {
				require.NotContains(t, []medication.Kind{medication.Days, medication.Hours}, plain.Kind, "%s proposes with nothing approved", medicine.ATC)
			}
			for _, source := range ownSources(medicine) {
				without := rulebooktest.ApprovedOnly{Rows: map[string]bool{source.Row.ID: true}, All: true}
				if hold := medication.Plan(medicines.Under(without), request)[0]; hold.Withheld() {
					bare(t, hold)
					hidden[source.Row.ID] = true
				}
			}
			require.Equal(t, plain, medication.Plan(medicines.Under(rulebooktest.ApprovedOnly{All: true}), request)[0], "all are approved")
		}
	}
	for _, row := range medicines.Rows() {
		if row.Proposed && (row.Kind == "hold" || row.Kind == "day") {
			require.True(t, hidden[row.ID], "%s hides nothing while it is not approved", row.ID)
		}
	}
}

func ownSources(medicine medication.Medicine) []rulebook.Source {
	var sources []rulebook.Source
	for _, rule := range medicine.Rules {
		sources = append(sources, rule.Source)
	}
	if medicine.Day != nil {
		sources = append(sources, medicine.Day.Source)
	}
	return sources
}

// everyWay is a medicine taken in every form, for everything and with kidneys of every kind,
// by a patient of whom nothing speaks against a date.
func everyWay(atc string, start time.Time) []medication.PlanRequest {
	factors := map[medication.Factor]medication.Answer{}
	for _, factor := range medication.Factors {
		factors[factor] = medication.No
	}
	var requests []medication.PlanRequest
	for _, form := range append(medication.Forms, "") {
		for _, indication := range append(medication.Indications, "") {
			for _, clearance := range []medication.Clearance{10, 25, 40, 60, 90} {
				requests = append(requests, medication.PlanRequest{
					ProtocolTier: rulebook.Intermediate, Start: start, Factors: factors, Clearance: clearance,
					Medicines: []medication.Taken{{ATC: atc, Form: form, Indication: indication}},
				})
			}
		}
	}
	return requests
}
