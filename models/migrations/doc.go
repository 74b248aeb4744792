// Package migrations makes and changes the database's tables: one ordered list
// of steps for SQLite and PostgreSQL alike. A new database runs the same steps
// as an old one, so that both end with the same tables.
//
// A step that has been released is never changed. Its structs are frozen copies
// of what the models were then; a change of a model is a new step. A step never
// drops a column of a table that others refer to: SQLite rebuilds such a table,
// and with foreign keys on that deletes every row that refers to it.
package migrations
