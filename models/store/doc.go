// Package store keeps the models in a database: a SQLite file by default, or
// PostgreSQL. It is the only place that speaks to a database.
//
// Every use case runs in one [Store.Read] or [Store.Write]. What is written is
// all kept or all undone; two desks that change the same thing do not overwrite
// each other, since every change names the version it started from.
//
// Instants are written, asked for and read in UTC, to the microsecond.
package store
