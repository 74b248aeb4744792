package medicines

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"nursedesk/app/medication"
	"nursedesk/models"
	"nursedesk/views/locale"
	"nursedesk/views/widgets"
)

// mostMedicines is how many medicines a search shows.
const mostMedicines = 6

// hit is one thing that a search offers: a medicine of the catalogue, or the
// text itself, kept as it is written.
type hit struct {
	medicine  models.Medicine
	known     medication.Medicine // zero for what the catalogue lacks
	suggested bool                // not what was typed, but like it
	thinner   bool                // a free text that may be a blood thinner
}

// find offers what begins with the text, else what a slip may have meant, and
// last the text itself where the catalogue has no such name.
func (e *Editor) find(_ context.Context, typed string) ([]hit, error) {
	text := strings.TrimSpace(typed)
	if text == "" {
		return nil, nil
	}
	found, suggested := e.catalogue.Find(text, mostMedicines), false
	if len(found) == 0 {
		if taken, err := e.catalogue.Read(text); err == nil && taken.ATC != "" { // below a class that is listed, or of none
			below, _ := e.catalogue.ByATC(taken.ATC)
			return []hit{{medicine: models.Medicine{ATC: taken.ATC}, known: below}}, nil
		}
		found, suggested = e.catalogue.Suggest(text), true
	}
	var hits []hit
	for _, medicine := range found {
		hits = append(hits, hit{medicine: models.Medicine{ATC: medicine.ATC}, known: medicine, suggested: suggested})
	}
	if !slices.ContainsFunc(found, func(m medication.Medicine) bool { return named(m, text) }) {
		hits = append(hits, hit{medicine: models.Medicine{FreeText: text}, thinner: e.catalogue.SoundsLikeThinner(text)})
	}
	return hits, nil
}

func describe(h hit) widgets.Hit {
	switch {
	case h.known.ATC == "":
		detail := "medicines.keep.detail"
		if h.thinner {
			detail = "medicines.keep.thinner"
		}
		return widgets.Hit{
			Title:  locale.T("medicines.keep", "text", cmp.Or(h.medicine.FreeText, h.medicine.ATC)),
			Detail: locale.T(detail),
		}
	case h.suggested:
		return widgets.Hit{Title: title(h.known), Detail: locale.T("medicines.meant", "names", also(h.known))}
	}
	return widgets.Hit{Title: title(h.known), Detail: also(h.known)}
}
