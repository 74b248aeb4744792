// Package holds says medicines, their proposed holds and a doctor's decisions
// the same on every page, and asks for a decision.
package holds
