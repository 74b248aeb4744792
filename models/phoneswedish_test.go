package models

import (
	"testing"

	"github.com/nyaruka/phonenumbers"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// What is read by the short way is what the library reads.
func TestSwedishNumbersAreReadAsTheLibraryReadsThem(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`(0|\+46|0046|\+47|)[ -]?(0|7[0-9]|8|31|[1-9][0-9]{0,2})[ -]?([0-9][ -]?){3,9}`).Draw(t, "number")
		phone, short := parseSwedish(text)
		if !short {
			return
		}
		number, err := phonenumbers.Parse(text, homeRegion)
		require.NoError(t, err)
		require.NoError(t, checkPhone(number))
		require.Equal(t, phonenumbers.Format(number, phonenumbers.E164), string(phone))
	})
	for _, text := range []string{"070-174 06 05", "+46701740605", "08-123 456 78", "031-81 80 83"} {
		_, short := parseSwedish(text)
		require.True(t, short, text)
	}
	for _, text := range []string{"1177", "112", "070-174 06 0", "00701740605", "+4700701740", "0701740605555"} {
		_, short := parseSwedish(text)
		require.False(t, short, text)
	}
}
