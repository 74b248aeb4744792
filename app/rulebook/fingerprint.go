package rulebook

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
)

// Fingerprint is a hash of a row as it stands in its rule file. Where in the
// file it stands does not matter, nor what it leaves empty, so that a program
// that knows one key more gives an old row the hash that it had.
func Fingerprint(row any) string {
	encoded, err := json.Marshal(row)
	if err != nil {
		return "" // matches no approval: better asked twice than believed unseen
	}
	said, _ := bare(encoded)
	if said == nil {
		said = []byte("null")
	}
	sum := sha256.Sum256(said)
	return hex.EncodeToString(sum[:])
}

// bare reads one value of JSON as it was just encoded, and gives what is left of it with its
// keys in order and without what is empty, nil for nothing; and the rest after it. It reads
// bytes, since taking each row apart and together again was a quarter of reading the rules.
func bare(said []byte) (left, rest []byte) {
	switch said[0] {
	case '{':
		return bareObject(said[1:])
	case '[':
		return bareList(said[1:])
	case '"':
		end := endOfString(said)
		if left = said[:end]; len(left) == len(`""`) {
			left = nil
		}
		return left, said[end:]
	}
	end := bytes.IndexAny(said, ",]}")
	if end < 0 {
		end = len(said)
	}
	switch left = said[:end]; string(left) {
	case "null", "false", "0":
		left = nil
	}
	return left, said[end:]
}

func bareObject(said []byte) (left, rest []byte) {
	type entry struct{ key, value []byte }
	var entries []entry
	length := 0
	for said[0] != '}' {
		end := endOfString(said)
		one := entry{key: said[:end]}
		one.value, said = bare(said[end+1:])
		if one.value != nil {
			entries = append(entries, one)
			length += len(one.key) + len(one.value) + len(":,")
		}
		said = bytes.TrimPrefix(said, []byte(","))
	}
	if len(entries) == 0 {
		return nil, said[1:]
	}
	slices.SortFunc(entries, func(a, b entry) int { return bytes.Compare(a.key, b.key) })
	left = make([]byte, 0, length+1)
	for _, one := range entries {
		left = append(append(append(append(left, ','), one.key...), ':'), one.value...)
	}
	left[0] = '{'
	return append(left, '}'), said[1:]
}

func bareList(said []byte) (left, rest []byte) {
	for said[0] != ']' {
		var one []byte
		if one, said = bare(said); one == nil {
			one = []byte("null") // its place counts
		}
		left = append(append(left, ','), one...)
		said = bytes.TrimPrefix(said, []byte(","))
	}
	if left == nil {
		return nil, said[1:]
	}
	left[0] = '['
	return append(left, ']'), said[1:]
}

// endOfString is where a text ends that begins with its quote.
func endOfString(said []byte) int {
	for i := 1; ; i++ {
		switch said[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		}
	}
}
