// Package app puts the desk together: one office, and a service by noun over it.
package app
