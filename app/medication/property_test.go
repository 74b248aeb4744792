package medication_test

import (
	"fmt"
	"maps"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"nursedesk/app/medication"
	"nursedesk/app/rulebook"
	"nursedesk/models"
)

// anyStart is a start in the day's work, any day from 2020 to 2060.
func anyStart(t *rapid.T) time.Time {
	first, last := models.NewDate(2020, time.January, 1), models.NewDate(2060, time.December, 31)
	day := first.AddDays(rapid.IntRange(0, last.DaysSince(first)).Draw(t, "day"))
	return day.At(rapid.IntRange(6, 21).Draw(t, "hour"), rapid.SampledFrom([]int{0, 15, 30, 45}).Draw(t, "minute"))
}

// anyRequest is any patient, on any medicines, known and unknown.
func anyRequest(t *rapid.T, medicines *medication.Catalogue) medication.PlanRequest {
	codes := []string{"", "R03AC02", "B01AD02", "X", "å"}
	for _, medicine := range medicines.All() {
		codes = append(codes, medicine.ATC)
	}
	request := medication.PlanRequest{
		ProtocolTier: rapid.SampledFrom([]rulebook.Tier{rulebook.Low, rulebook.Intermediate}).Draw(t, "protocol"),
		Tier:         rapid.SampledFrom(append(rulebook.Tiers, "")).Draw(t, "tier"),
		Start:        anyStart(t),
		Factors:      map[medication.Factor]medication.Answer{},
		Clearance:    medication.Clearance(rapid.Float64Range(-10, 300).Draw(t, "clearance")),
	}
	for _, factor := range medication.Factors {
		// Mostly no, so that many patients have a date.
		if answer := rapid.SampledFrom([]medication.Answer{"no", "no", "no", "no", "no", "no", "no", "yes", ""}).Draw(t, string(factor)); answer != "" {
			request.Factors[factor] = answer
		}
	}
	for range rapid.IntRange(1, 3).Draw(t, "medicines") {
		request.Medicines = append(request.Medicines, medication.Taken{
			ATC: rapid.SampledFrom(codes).Draw(t, "code"), FreeText: "något",
			Form:       rapid.SampledFrom(append(medication.Forms, "")).Draw(t, "form"),
			Indication: rapid.SampledFrom(append(medication.Indications, "")).Draw(t, "indication"),
		})
	}
	return request
}

// latest is the last instant at which a dose may be taken.
func latest(hold medication.Hold, start time.Time) time.Time {
	switch hold.Kind {
	case medication.Hours:
		return hold.LastDoseAt
	case medication.Days:
		return hold.LastDose.AddDays(1).At(0, 0)
	}
	return start
}

// fault tells what is wrong with a hold, or "".
func fault(hold medication.Hold, start time.Time) string {
	day := models.DateOf(start)
	switch hold.Kind {
	case medication.None, medication.Doctor:
		if hold.Dates != (medication.Dates{}) || hold.Amount != 0 || hold.INR != nil {
			return "a date without a hold"
		}
		if hold.Kind == medication.Doctor && len(hold.Reasons) == 0 {
			return "no reason"
		}
		return ""
	case medication.Days:
		if day.DaysSince(hold.LastDose) != hold.Amount+1 || hold.DaysWithout != hold.Amount || !hold.LastDoseAt.IsZero() {
			return "days miscounted"
		}
	case medication.Hours:
		if start.Sub(hold.LastDoseAt) != time.Duration(hold.Amount)*time.Hour || models.DateOf(hold.LastDoseAt) != hold.LastDose {
			return "hours miscounted"
		}
		if 24*hold.DaysWithout > hold.Amount {
			return "more full days than hours"
		}
	default:
		return "no kind"
	}
	switch {
	case hold.Amount <= 0:
		return "a hold of nothing"
	case latest(hold, start).After(start):
		return "a dose after the start"
	case !hold.FirstDoseAgain.After(hold.LastDose) || hold.FirstDoseAgain != day.AddDays(3):
		return "ends before it begins, or not on the leaflet's day"
	case hold.INR != nil && hold.INR.Due.After(day):
		return "a blood test too late"
	}
	return ""
}

// Whatever is asked, each medicine has one hold that adds up, and the doctor's
// have no date.
func TestAnyPlanAddsUp(t *testing.T) {
	medicines := clinicsCatalogue(t)
	rapid.Check(t, func(t *rapid.T) {
		request := anyRequest(t, medicines)
		holds := medication.Plan(medicines, request)
		require.LessOrEqual(t, len(holds), len(request.Medicines))
		require.NotEmpty(t, holds)
		for _, hold := range holds {
			require.Empty(t, fault(hold, request.Start), "%+v", hold)
		}
	})
}

// A higher risk of bleeding never makes a hold shorter.
func TestRaisingTheTierNeverShortensAHold(t *testing.T) {
	medicines := clinicsCatalogue(t)
	rapid.Check(t, func(t *rapid.T) {
		request := anyRequest(t, medicines)
		var before []medication.Hold
		for _, tier := range rulebook.Tiers {
			request.Tier = tier
			holds := medication.Plan(medicines, request)
			for i, hold := range holds {
				if hold.Kind == medication.Doctor {
					continue
				}
				for _, lower := range before {
					if lower.Taken == hold.Taken && lower.Kind != medication.Doctor {
						require.False(t, latest(hold, request.Start).After(latest(lower, request.Start)), "%s %s: %s", hold.Taken.ATC, tier, hold.Pause())
						require.GreaterOrEqual(t, hold.DaysWithout, lower.DaysWithout, hold.Taken.ATC)
					}
				}
				before = append(before, holds[i])
			}
		}
	})
}

// What is worse, or not known, never gives a date that was not there.
func TestDoubtNeverGivesADate(t *testing.T) {
	medicines := clinicsCatalogue(t)
	rapid.Check(t, func(t *rapid.T) {
		request := anyRequest(t, medicines)
		worse := request
		worse.Factors = maps.Clone(request.Factors)
		factor := rapid.SampledFrom(medication.Factors).Draw(t, "factor")
		if rapid.Bool().Draw(t, "known") {
			worse.Factors[factor] = medication.Yes
		} else if worse.Factors[factor] == medication.No {
			delete(worse.Factors, factor)
		}
		if rapid.Bool().Draw(t, "clearance lost") {
			// A clearance too low is known; not to know it may bring back only
			// what never hung on it.
			worse.Clearance = medication.Clearance(rapid.Float64Range(1, 29.9).Draw(t, "low"))
		}
		worse.Medicines = append(slices.Clone(request.Medicines), medication.Taken{ATC: rapid.SampledFrom([]string{"B01AA03", "B01AC06", "R03AC02"}).Draw(t, "more")})
		dated := map[string]bool{}
		for _, hold := range medication.Plan(medicines, request) {
			dated[fmt.Sprint(hold.Taken.ATC)] = hold.Kind != medication.Doctor
		}
		for _, hold := range medication.Plan(medicines, worse) {
			if was, before := dated[hold.Taken.ATC]; before && !was {
				require.Equal(t, medication.Doctor, hold.Kind, "%+v", hold.Taken)
			}
		}
	})
}
