package rulebook

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"reflect"
)

// Fingerprint is a hash of a row as it stands in its rule file. Where in the
// file it stands does not matter, nor what it leaves empty, so that a program
// that knows one key more gives an old row the hash that it had.
func Fingerprint(row any) string {
	encoded, err := json.Marshal(row)
	if err != nil {
		return "" // matches no approval: better asked twice than believed unseen
	}
	var said any
	if err := json.Unmarshal(encoded, &said); err != nil {
		return ""
	}
	if encoded, err = json.Marshal(bare(said)); err != nil {
		return ""
	}
	sum := sha256.Sum256(encoded)
	return hex.EncodeToString(sum[:])
}

// bare leaves out what is empty; nil where nothing is left.
func bare(said any) any {
	switch said := said.(type) {
	case map[string]any:
		for key, value := range said {
			if value = bare(value); value == nil {
				delete(said, key)
			} else {
				said[key] = value
			}
		}
		if len(said) == 0 {
			return nil
		}
	case []any:
		for i, value := range said {
			said[i] = bare(value)
		}
		if len(said) == 0 {
			return nil
		}
	default:
		if said == nil || reflect.ValueOf(said).IsZero() {
			return nil
		}
	}
	return said
}
