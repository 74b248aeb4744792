package locale

import "nursedesk/models"

// AsGiven is the count of decimals of a number that keeps its own.
const AsGiven = models.AsGiven

// Decimal writes a number with a fixed count of decimals, or with its own, as the
// screen's language does: "1,4" in Swedish, "1.4" in English.
func Decimal(value float64, decimals int) string { return Language().Decimal(value, decimals) }
