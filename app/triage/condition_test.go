package triage

import (
	"testing"

	"github.com/expr-lang/expr"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"nursedesk/app/careplan"
	"nursedesk/app/medication"
	"nursedesk/app/rulebook/rulebooktest"
	"nursedesk/resources/resourcestest"
)

// What a condition is read into says the same as the expression does to expr
// itself, whatever is answered.
func TestConditionsSayWhatExprSays(t *testing.T) {
	ground := rulebooktest.Open(t, resourcestest.Files)
	protocols, err := careplan.Load(ground)
	require.NoError(t, err)
	medicines, err := medication.LoadCatalogue(ground)
	require.NoError(t, err)
	guide, err := Load(ground, protocols, medicines)
	require.NoError(t, err)
	vocabulary := newVocabulary(guide.findings)
	conditions := []string{
		"chills and (fever or temperature >= 38.0) and wound_pain_severe",
		"chills or fever and temperature >= 38.5 or spo2 <= 87 and pulse >= 131",
		"back_pain >= 7 and pain_course.worse or pain_course.same and calf || systolic <= 89 && fever",
		"temperature < 35.0 or temperature > 41.0 and (pulse <= 40 or pulse >= 131) or glucose < 4.0 and glucose >= 20",
	}
	for _, rule := range guide.rules {
		conditions = append(conditions, rule.Condition)
		for _, one := range rule.Cases {
			if one.Condition != "" {
				conditions = append(conditions, one.Condition)
			}
		}
	}
	for _, finding := range guide.findings {
		for _, floor := range finding.Floors {
			conditions = append(conditions, floor.When)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		values, env := make([]float64, len(guide.findings)), map[string]any{}
		for i, finding := range guide.findings {
			name := underscored(finding.ID)
			switch finding.Kind {
			case YesNo:
				yes := rapid.Bool().Draw(t, name)
				env[name], values[i] = yes, finding.value(map[bool]Answer{true: Yes, false: No}[yes])
			case Number:
				number := rapid.Float64Range(finding.Possible.From, finding.Possible.To).Draw(t, name)
				env[name], values[i] = number, finding.value(OfNumber(number))
			case Choice:
				at := rapid.IntRange(0, len(finding.Choices)-1).Draw(t, name)
				options := map[string]bool{}
				for j, option := range finding.Choices {
					options[option.ID] = at >= j
				}
				env[name], values[i] = options, finding.value(OfChoice(finding.Choices[at].ID))
			}
		}
		for _, text := range conditions {
			read, err := vocabulary.compile(text)
			if err != nil {
				continue // names a term
			}
			program, err := expr.Compile(text, expr.Env(env))
			require.NoError(t, err)
			want, err := expr.Run(program, env)
			require.NoError(t, err)
			require.Equal(t, want, read.holds(values), text)
		}
	})
}
