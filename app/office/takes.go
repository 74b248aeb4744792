package office

import (
	"strconv"
	"strings"

	"nursedesk/models"
)

// Takes is what a patient takes, and what the rules ask about that, as typed.
type Takes struct {
	Medicines models.Medicines
	Factors   map[string]string // about the patient, by id: "yes" or "no"; left out is not known
	Clearance string            // creatinine clearance in ml/min; "" is not known
}

// TakesOf gives what a booking says of it, as the form shows it.
func TakesOf(booking models.Booking) Takes {
	takes := Takes{Medicines: booking.Medicines, Factors: booking.Factors}
	if booking.Clearance != 0 {
		takes.Clearance = strings.Replace(strconv.FormatFloat(booking.Clearance, 'f', -1, 64), ".", ",", 1)
	}
	return takes
}
