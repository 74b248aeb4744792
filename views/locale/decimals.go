package locale

import (
	"strconv"
	"strings"

	"nursedesk/models"
)

// AsGiven is the count of decimals of a number that keeps its own.
const AsGiven = -1

// Decimal writes a number with a fixed count of decimals, or with its own, as the
// screen's language does: "1,4" in Swedish, "1.4" in English.
func Decimal(value float64, decimals int) string {
	written := strconv.FormatFloat(value, 'f', decimals, 64)
	if Language() == models.Swedish {
		written = strings.Replace(written, ".", ",", 1)
	}
	return written
}
