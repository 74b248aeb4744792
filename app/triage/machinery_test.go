package triage_test

import (
	"io/fs"
	"os"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"nursedesk/app/careplan"
	"nursedesk/app/medication"
	"nursedesk/app/rulebook"
	"nursedesk/app/triage"
	"nursedesk/resources/resourcestest"
)

// frozen is testdata/triage.yaml.
func frozen(t testing.TB) string {
	t.Helper()
	body, err := os.ReadFile("testdata/triage.yaml")
	require.NoError(t, err)
	return string(body)
}

// loadText reads a guide from text, among the clinic's protocols and medicines.
func loadText(body string) (*triage.Guide, error) {
	beside, err := clinics()
	if err != nil {
		return nil, err
	}
	ground := *beside.ground
	ground.Files = fstest.MapFS{triage.File: {Data: []byte(body)}}
	return triage.Load(&ground, beside.protocols, beside.medicines)
}

// besides is what a guide is read with.
type besides struct {
	ground    *rulebook.Ground
	protocols *careplan.Library
	medicines *medication.Catalogue
}

var clinics = sync.OnceValues(func() (besides, error) { return beside(resourcestest.Files) })

func beside(files fs.FS) (besides, error) {
	ground, err := rulebook.Open(files)
	if err != nil {
		return besides{}, err
	}
	protocols, err := careplan.Load(ground)
	if err != nil {
		return besides{}, err
	}
	medicines, err := medication.LoadCatalogue(ground)
	return besides{ground, protocols, medicines}, err
}

// guide reads the guide that stands among the files.
func (b besides) guide() (*triage.Guide, error) {
	return triage.Load(b.ground, b.protocols, b.medicines)
}

var loadMachinery = sync.OnceValues(func() (*triage.Guide, error) {
	body, err := os.ReadFile("testdata/triage.yaml")
	if err != nil {
		return nil, err
	}
	return loadText(string(body))
})

// machinery is the frozen guide.
func machinery(t testing.TB) *triage.Guide {
	t.Helper()
	guide, err := loadMachinery()
	require.NoError(t, err)
	return guide
}

// call is what is told in a call judged by the frozen guide, after a neurotomy.
func call(t testing.TB, day int, words string) triage.Request {
	t.Helper()
	request := told(t, machinery(t), day, words)
	request.Procedure = "neurotomy"
	return request
}

// judged is how the frozen guide judges it.
func judged(t testing.TB, day int, words string) triage.Assessment {
	t.Helper()
	return assess(t, machinery(t), call(t, day, words))
}

// given is the level that a rule gives; "" where it does not hold.
func given(found triage.Assessment, rule string) triage.Level {
	for _, trigger := range found.Triggered {
		if trigger.Rule == rule {
			return trigger.Level
		}
	}
	return ""
}

func ids[T any](list []T, id func(T) string) []string {
	var all []string
	for _, one := range list {
		all = append(all, id(one))
	}
	return all
}

// spoiled is the frozen guide with one thing changed, which stands in it once.
func spoiled(t testing.TB, from, to string) string {
	t.Helper()
	body := frozen(t)
	require.Equal(t, 1, strings.Count(body, from), from)
	return strings.Replace(body, from, to, 1)
}
