package access

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"nursedesk/models"
	"nursedesk/resources"
)

// Long enough and not what others choose: nothing more is asked for.
func TestPasswords(t *testing.T) {
	short, common := &models.Problem{Code: "password.short"}, &models.Problem{Code: "password.common"}
	for password, want := range map[string]*models.Problem{
		"åäöåäö åäö": short, "elva tecken": short, "tolv tecken!": nil,
		"fyra blå hästar dansar": nil, "utan en enda siffra": nil,
		"qwerty123456": common, "QWERTY123456": common, "password1234": common, "2026 password!": common,
		"passwordpassword": common, "aaaaaaaaaaaa": common, "121212121212": common, "abcdabcdabcd!": nil, "abcdabcdabcd": common, "xyxyxyxyxyxyabc": nil, "abababababab!": common,
		"Åsa Ek Åsa Ek": nil, "åsaekåsaekåsaek": common, "åsa exempelsson": common, "Exempelkliniken1": common,
		"zaq1xsw2cde3": common, strings.Repeat("å", 100) + strings.Repeat("lång", 30): {Code: models.ErrTooLong.Code},
	} {
		err := CheckPassword(resources.Files, password, "Åsa Exempelsson", "Exempelkliniken", "Åsa Ek")
		if want == nil {
			require.NoError(t, err, password)
		} else {
			require.ErrorIs(t, err, want, password)
		}
	}
}
