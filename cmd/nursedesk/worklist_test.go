package main

import (
	"regexp"
	"testing"

	"github.com/stretchr/testify/require"
)

// Calls to make stand on the list by their name, and are late once their hour,
// not their day, has passed.
func TestWorklistNamesCalls(t *testing.T) {
	database := newDatabase(t)
	command(t, database, "demo").done(t)
	list := command(t, database, "worklist").done(t)
	require.Regexp(t, regexp.MustCompile(`Oavslutat samtal .*försenad`), list)
	require.Contains(t, list, "Kirurgen ringer upp")
	require.NotRegexp(t, regexp.MustCompile(`\b0 d sen`), list)
}
