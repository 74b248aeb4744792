package careplan

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"

	"nursedesk/app/rulebook"
)

// ReleasedFile is where the versions of protocols stand that have been in use.
const ReleasedFile = "released.yaml"

// released are the contents of the protocols that have been in use, by version.
// Bookings freeze a version by its name: two contents under one name would let a
// plan change under a patient.
type released map[string]map[string]string

type fileReleased struct {
	Protocols []rulebook.Located[fileVersion] `yaml:"protocols"`
}

type fileVersion struct {
	Procedure text `yaml:"procedure"`
	Version   text `yaml:"version"`
	SHA256    text `yaml:"sha256"`
}

func loadReleased(ground *rulebook.Ground) (released, error) {
	var file fileReleased
	read, _, err := ground.Read(ReleasedFile, &file)
	if err != nil {
		return nil, err
	}
	all, seen := released{}, map[string]bool{}
	for _, row := range file.Protocols {
		procedure := read.ID(row.Value.Procedure, "procedure", row.Line)
		version := read.Required(row.Value.Version, "version", row.Line)
		read.Once(seen, procedure+" "+version, row.Line)
		if all[procedure] == nil {
			all[procedure] = map[string]string{}
		}
		all[procedure][version] = read.Required(row.Value.SHA256, "sha256", row.Line)
	}
	return all, read.Err()
}

// check refuses a protocol that was changed without a new version.
func (r released) check(file string, protocol *Protocol) error {
	sum := sha256.Sum256(bytes.ReplaceAll(protocol.Body, []byte("\r\n"), []byte("\n")))
	known, ok := r[protocol.Code][protocol.Version]
	if ok && known != hex.EncodeToString(sum[:]) {
		return rulebook.Fault(file, protocol.versionLine, "rules.same-version", protocol.Version)
	}
	return nil
}
