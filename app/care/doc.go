// Package care is what the rules say of a booking: its holds with what a doctor
// decided, its plan, whether the sheets that were handed out are still true, and
// what a change does to its dates. It knows no database and no clock.
package care
