package tasks

import "slices"

// Onward tells which row is to be selected when a page's rows were read again:
// the one that is, or, once an action of the page itself has changed or closed
// it, the one that came after it, so that work goes on down the list wherever
// the task itself has gone. Either is named by its task's id.
func (a *Actions) Onward(before, after []Row, selected int64) int64 {
	at, now := indexOf(before, selected), indexOf(after, selected)
	if a.own.ID != selected || at < 0 || now >= 0 && after[now].Version == a.own.Version {
		return selected
	}
	a.own = Row{}
	for _, row := range before[at+1:] {
		if indexOf(after, row.ID) >= 0 {
			return row.ID
		}
	}
	if now >= 0 {
		return selected // it was the last, and still stands
	}
	for _, row := range slices.Backward(before[:at]) {
		if indexOf(after, row.ID) >= 0 {
			return row.ID
		}
	}
	return selected
}

func indexOf(rows []Row, id int64) int {
	return slices.IndexFunc(rows, func(row Row) bool { return row.ID == id })
}
