package today

// Entry is a row of the list, for tests that look at the list itself.
type Entry = entry

// Selected is the row under the hand.
func Selected(p *Page) (Entry, bool) { return p.grid.Selected() }
