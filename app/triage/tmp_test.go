package triage

import (
	"nursedesk/resources"
	"testing"
)

func TestTmp(t *testing.T) {
	g, err := Load(resources.Files)
	if err != nil {
		t.Fatal(err)
	}
	t.Log(g.changeDays, len(g.findings), len(g.rules), len(g.breaths))
}
