package medication

import (
	"slices"
	"strconv"
	"strings"

	"nursedesk/models"
)

// Clearance is a creatinine clearance in ml/min, calculated by Cockcroft–Gault.
// The zero Clearance is not known.
type Clearance float64

// ParseClearance reads a creatinine clearance in ml/min as typed: 45 or 45,5.
// Nothing, okänd and unknown are an answer too: not known. What no living
// patient has is refused with "clearance.form".
func (c *Catalogue) ParseClearance(typed string) (Clearance, error) {
	clean := strings.ToLower(strings.TrimSpace(typed))
	if slices.Contains([]string{"", "okänd", "okänt", "unknown"}, clean) {
		return 0, nil
	}
	value, err := strconv.ParseFloat(strings.Replace(clean, ",", ".", 1), 64)
	if err != nil || !c.believes(value) {
		return 0, &models.Problem{Code: "clearance.form", Values: map[string]any{
			"text": typed, "least": c.least, "most": c.most,
		}}
	}
	return Clearance(value), nil
}

// believes tells whether a patient can have the clearance; not a number is none.
func (c *Catalogue) believes(clearance float64) bool {
	return clearance >= c.least && clearance <= c.most
}
