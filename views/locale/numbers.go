package locale

import "nursedesk/models"

// Numbers gives what tells patients of the same name apart: "19121212-1212 ·
// 070-174 06 05", as far as they are known.
func Numbers(n models.PersonalNumber, p models.Phone) string {
	return Line(n.String(), p.Format())
}
