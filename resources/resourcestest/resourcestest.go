// Package resourcestest holds rule files for tests of how rules are applied: what
// the clinic's files said on one day. The clinic may change its own without turning
// such a test red. They change only when a rule file can say something new.
package resourcestest

import (
	"embed"
	"io/fs"
	"strings"

	"nursedesk/resources"
)

//go:embed frozen
var frozen embed.FS

// Files are the frozen rules, sheet texts and drawings, among the program's own
// translations and fonts.
var Files fs.FS = files{}

type files struct{}

// Open implements fs.FS.
func (files) Open(name string) (fs.File, error) {
	for _, own := range []string{"protocols", "sheets", "drawings"} {
		if name == own || strings.HasPrefix(name, own+"/") {
			return frozen.Open("frozen/" + name)
		}
	}
	if strings.HasSuffix(name, ".yaml") && name != "access.yaml" { // who may do what is no rule of the clinic's
		return frozen.Open("frozen/" + name)
	}
	return resources.Files.Open(name)
}
