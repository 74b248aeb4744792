// Package models holds what the clinic keeps: patients, bookings, tasks, calls,
// sheets, the clinic's own settings and the audit trail, with the value types
// they are made of and the checks that hold for every one of them.
//
// It is plain Go: it knows no database, no rules, no clock and no screen.
// Days are civil [Date] values, instants are time.Time in UTC.
package models
