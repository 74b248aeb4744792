package today

// Entry is a row of the list, for tests that look at the list itself.
type Entry = entry
