package locale

import (
	"errors"
	"strings"

	"nursedesk/models"
)

// Problem says an error in words. What the user can act on is said by its own
// sentence, one line for each; a fault of the program by one general line, whose
// details IT finds with Detail. nil says nothing.
func Problem(err error) string {
	if err == nil {
		return ""
	}
	var many models.Problems
	if errors.As(err, &many) {
		var lines []string
		for _, one := range many {
			lines = append(lines, sentence(one))
		}
		return strings.Join(lines, "\n")
	}
	var one *models.Problem
	if errors.As(err, &one) {
		return sentence(one)
	}
	return T("problem.fault")
}

// IsFault tells whether an error is a fault of the program rather than
// something that the user can mend.
func IsFault(err error) bool {
	var many models.Problems
	var one *models.Problem
	switch {
	case err == nil:
		return false
	case errors.As(err, &many):
		for _, problem := range many {
			if problem.Code == "fault" {
				return true
			}
		}
		return false
	case errors.As(err, &one):
		return one.Code == "fault"
	}
	return true
}

func sentence(problem *models.Problem) string {
	key := "problem." + problem.Code
	if !Has(key) {
		return T("problem.fault")
	}
	return spoken().say(key, inWords(problem.Values))
}

// HistoryFault says where the history is not as it was written.
func HistoryFault(fault models.HistoryFault) string {
	return T("check."+string(fault.Of)+"."+string(fault.Kind), "entry", fault.Entry, "at", Moment(fault.At))
}

// inWords gives the values of a sentence with roles as they are called.
func inWords(values map[string]any) map[string]any {
	said := make(map[string]any, len(values))
	for name, value := range values {
		if roles, ok := value.([]models.Role); ok {
			value = RoleNames(roles)
		}
		said[name] = value
	}
	return said
}

// RoleNames are what roles are called.
func RoleNames(roles []models.Role) []string {
	names := make([]string, len(roles))
	for i, role := range roles {
		names[i] = T("role." + string(role))
	}
	return names
}
