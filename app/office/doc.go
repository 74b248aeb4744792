// Package office is the ground of all services: the store, the clock, who acts, and
// the one way to change something. A service reads with Read, does what a nurse
// asks for with Change, and keeps what is only typed with Keep.
package office
