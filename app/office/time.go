package office

import (
	"strings"

	"nursedesk/models"
)

// ParseTime reads a wall-clock time that has to be given.
func ParseTime(text string) (models.TimeOfDay, error) {
	if strings.TrimSpace(text) == "" {
		return 0, models.ErrRequired
	}
	return models.ParseTimeOfDay(text)
}
