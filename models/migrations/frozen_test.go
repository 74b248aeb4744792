package migrations

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// frozen is the SHA-256 of each step's code, without its comments. A step that
// has been released has run in clinics: a change to it would reach new databases
// only. Add a step instead, and its hash here.
var frozen = map[string]string{
	"0026-second-numbers":  "f12806c7dda6a3873255a328405512867a32618dd046157cd151630facaa5c4a",
	"0025-restrictions":    "b7e72ce14d1004b42b92830f5a667ab8ebe840f3bbc3b263031ee0c1a88d7e63",
	"0024-approved-only":   "effc3402ec8bffc28391661dcab5a6dcae5beaf8baae499efe9c5e4eef557868",
	"0023-erasures":        "fba7f0f58c9eefa98fd549d9c1ff52e4b87aab16d1749ec3871efaf32a45a31c",
	"0022-ways-in":         "cea9cc22b1055b50c3c3d3e076566c07b907769dd1ad9af90c2f52d7bf0a6bb8",
	"0021-change-drafts":   "0578fff6c617cca7346e0d53358a2ccc7752874bdff401a816060a66f4968dba",
	"0020-presences":       "1c186075ad5c965e5b8adc8a27e8e814dbeb3bb4f110f3e6cc376ab7c16ce4de",
	"0001-start":           "d61c2a10dbb4706fc4e8e599e8fee708d5286a8fba1924a7fa59b9c7d2b663c1",
	"0002-approvals":       "149175e0c0c8644dcb34a6b094ef7661acee1ada7f4617bb4539a5ff4f538a29",
	"0003-complications":   "c99afeb9c7c0debe3f4175e4b3899fab944eaa7503eba6d2e27c2ca1bc8cb8d8",
	"0004-handed-out":      "b6c5972d3a49cf7fd0aba20ed98301e859583cae3f46f9c6bc167468ec1714ae",
	"0005-calls":           "8f1f2aa986084d4367c1bdd89ea37770ddd52e8634c5b1d04e1446e590c6649c",
	"0006-booking-drafts":  "e41de6ab459c908dd34b499c863f8d2c6327d00dac4674812394e3670b5e07c2",
	"0007-dialled-abroad":  "c6f36e26958d837063d513ed3297c777fb563ff50aa48f863d483b63dffb5c66",
	"0008-answers":         "87dc8c7daa2f4e7ee1febadb226c9e0a7734088826e3c50c76208e161e696acf",
	"0019-patient-merges":  "afd1a436f894f61d859824ff6b7995d1159a7a82e286f8ab6a502956ec2d1ea1",
	"0017-own-tasks":       "d311f2ab71b7753eb230e4719df5429ce3fe5e5c1624d4560a309d821c1335ac",
	"0014-staff":           "1ddcd36fb92895430ce9a064496316105e73169d61386db9d75e06f3f0335bed",
	"0013-history":         "2fe01be8520ec5a68c00a8cf8f768aea8d6ba134954d11d941daab726697b4a9",
	"0012-number-ends":     "45d0a03bab1a223e9fecfbc2e1f82c8bcb0fb8d5906f790382f332d72cafd61b",
	"0011-known":           "182051f57873fea147696ac88fe82ef00ead2c3168848192d0d82157ce05f9d7",
	"0010-given-calendars": "0f8f33905d1b4f89f9374dce53b3192d08c32629b730c6716d755b7ab6e19906",
	"0018-task-history":    "86fcb7509424984422f45815a014ddbc42d9815245b9b19ce12c2508529b7d49",
	"0016-turnover":        "7da3b9adc714595e0e9237b8e0db72e25fced8fc9d71a7eea718df40a0930943",
	"0015-patient-record":  "a2a5a6145cd5149de609120412e17a903fa5b33e177b323eb924b3c4a0e42cba",
	"0009-external-id":     "3799ce563be16e6926310fd165327ff876ce9640e88826fa81826a4f97b26b00",
}

// hashOf is the hash of the file in which a step stands.
func hashOf(t *testing.T, id string) string {
	t.Helper()
	files, err := filepath.Glob("*.go")
	require.NoError(t, err)
	for _, name := range files {
		source, err := os.ReadFile(name)
		require.NoError(t, err)
		if strings.HasSuffix(name, "_test.go") || !bytes.Contains(source, []byte(`"`+id+`"`)) {
			continue
		}
		positions := token.NewFileSet()
		file, err := parser.ParseFile(positions, name, source, parser.SkipObjectResolution) // without comments
		require.NoError(t, err)
		ast.SortImports(positions, file)
		var code bytes.Buffer
		require.NoError(t, format.Node(&code, token.NewFileSet(), file))
		sum := sha256.Sum256(bytes.Join(bytes.Fields(code.Bytes()), []byte(" ")))
		return hex.EncodeToString(sum[:])
	}
	require.Fail(t, "no file holds the step", id)
	return ""
}

// No step is ever changed once it is there.
func TestStepsAreFrozen(t *testing.T) {
	for _, step := range Steps() {
		require.Equal(t, frozen[step.ID], hashOf(t, step.ID), "%s is new, or was changed: a released step never is, add one of its own", step.ID)
	}
	require.Len(t, frozen, len(Steps()))
}
