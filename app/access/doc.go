// Package access holds who may do what, and what a password may be: data and pure rules.
package access
