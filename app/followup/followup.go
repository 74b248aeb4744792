package followup

import (
	"cmp"
	"context"
	"slices"

	"nursedesk/app/office"
	"nursedesk/models"
)

// Query says what is counted: the procedures performed from the day From
// to the day Until in Stockholm, both included. "" does not narrow.
type Query struct {
	From      models.Date
	Until     models.Date
	Procedure string
	Surgeon   string
}

// followUpYears is the longest period that is counted, in years.
const followUpYears = 10

func (q Query) validate() error {
	var problems models.Problems
	if q.From.IsZero() {
		problems.Add("from", models.ErrRequired)
	}
	if q.Until.IsZero() {
		problems.Add("until", models.ErrRequired)
	}
	if len(problems) > 0 {
		return problems
	}
	switch {
	case q.Until.Before(q.From):
		problems.Add("until", &models.Problem{Code: "followup.backwards"})
	case q.Until.AddMonths(-12 * followUpYears).After(q.From):
		problems.Add("from", &models.Problem{Code: "followup.too-long", Values: map[string]any{"limit": followUpYears}})
	}
	return problems.OrNil()
}

func (q Query) covers(procedure, surgeon string) bool {
	return (q.Procedure == "" || q.Procedure == procedure) && (q.Surgeon == "" || q.Surgeon == surgeon)
}

// GroupRate is the rate of one group: a protocol by its code, a surgeon by name
// ("" where the booking names none), or a kind of complication by its id.
type GroupRate struct {
	ID string
	Rate
}

// MonthRate is the rate of the procedures performed in one month in Stockholm,
// whenever their complications began.
type MonthRate struct {
	Month models.Date // its first day
	Rate
}

// Report is what followed the procedures of a period, as registered so far.
type Report struct {
	Rate   Rate
	Months []MonthRate // every month of the period, the earliest first
	// Kinds are those that occurred, the most common first, each against every
	// procedure counted.
	Kinds []GroupRate
	// Procedures and Surgeons come by how much they performed, the most first: it is
	// no ranking of who has the fewest complications.
	Procedures []GroupRate
	Surgeons   []GroupRate
	Cases      []models.ComplicationRow // the latest onset first
	// Performers are all who performed anything in the period, whatever the query
	// narrows to.
	Performers []string
}

// OnsetDays are the days to the onset of every case, counted from the procedure,
// in order.
func (f Report) OnsetDays() []int {
	days := make([]int, len(f.Cases))
	for i, row := range f.Cases {
		days[i] = row.Day()
	}
	slices.Sort(days)
	return days
}

// FollowUp counts the complications of the procedures that were performed in a
// period. Withdrawn ones count nowhere.
func (s *Service) FollowUp(ctx context.Context, query Query) (Report, error) {
	if err := query.validate(); err != nil {
		return Report{}, err
	}
	from, until := query.From.At(0, 0), query.Until.AddDays(1).At(0, 0)
	var performed []models.PerformedRow
	var cases []models.ComplicationRow
	err := s.office.Read(ctx, func(tx *office.Tx) error {
		var err error
		if performed, err = tx.Performed(from, until); err != nil {
			return err
		}
		cases, err = tx.ComplicationsAfter(from, until)
		return err
	})
	if err != nil {
		return Report{}, err
	}
	return count(query, performed, cases), nil
}

// count sorts out what was read. It is done here and not in the database, because
// only one of its two kinds knows months in Stockholm.
func count(query Query, performed []models.PerformedRow, cases []models.ComplicationRow) Report {
	var found Report
	for month := firstOf(query.From); !month.After(query.Until); month = month.AddMonths(1) {
		found.Months = append(found.Months, MonthRate{Month: month})
	}
	after := map[int64][]string{} // each procedure's kinds, once each
	for _, row := range cases {
		if !query.covers(row.Procedure, row.Surgeon) {
			continue
		}
		found.Cases = append(found.Cases, row)
		if !slices.Contains(after[row.BookingID], row.Kind) {
			after[row.BookingID] = append(after[row.BookingID], row.Kind)
		}
	}
	procedures, surgeons, kinds, performers := groups{}, groups{}, groups{}, groups{}
	for _, row := range performed {
		performers.add(row.Surgeon, Rate{Of: 1})
		if !query.covers(row.Procedure, row.Surgeon) {
			continue
		}
		one := Rate{Of: 1}
		if len(after[row.ID]) > 0 {
			one.With = 1
		}
		found.Rate = found.Rate.plus(one)
		month := &found.Months[monthsBetween(query.From, models.DateOf(row.PerformedAt))]
		month.Rate = month.plus(one)
		procedures.add(row.Procedure, one)
		surgeons.add(row.Surgeon, one)
		for _, kind := range after[row.ID] {
			kinds.add(kind, Rate{With: 1})
		}
	}
	for kind := range kinds {
		kinds.add(kind, Rate{Of: found.Rate.Of})
	}
	mostPerformed := func(a, b GroupRate) int { return cmp.Compare(b.Of, a.Of) }
	found.Procedures, found.Surgeons = procedures.list(mostPerformed), surgeons.list(mostPerformed)
	found.Kinds = kinds.list(func(a, b GroupRate) int { return cmp.Compare(b.With, a.With) })
	for _, performer := range performers.list(func(GroupRate, GroupRate) int { return 0 }) {
		if performer.ID != "" {
			found.Performers = append(found.Performers, performer.ID)
		}
	}
	return found
}

func (r Rate) plus(other Rate) Rate { return Rate{With: r.With + other.With, Of: r.Of + other.Of} }

func firstOf(day models.Date) models.Date { return models.NewDate(day.Year(), day.Month(), 1) }

// monthsBetween counts the months from one day's to another's.
func monthsBetween(from, to models.Date) int {
	return 12*(to.Year()-from.Year()) + int(to.Month()) - int(from.Month())
}

// groups are rates by what they are grouped by.
type groups map[string]Rate

func (g groups) add(id string, rate Rate) { g[id] = g[id].plus(rate) }

// list gives the groups in an order; equal ones come by their id.
func (g groups) list(order func(a, b GroupRate) int) []GroupRate {
	var rates []GroupRate
	for id, rate := range g {
		rates = append(rates, GroupRate{ID: id, Rate: rate})
	}
	slices.SortFunc(rates, func(a, b GroupRate) int { return cmp.Or(order(a, b), cmp.Compare(a.ID, b.ID)) })
	return rates
}
