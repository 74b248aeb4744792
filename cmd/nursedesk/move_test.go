package main

import (
	"bufio"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/zalando/go-keyring"

	"nursedesk/models/store"
	"nursedesk/models/store/postgrestest"
)

// commandsOf gives what a page has IT run, block by block: the lines of its code blocks
// in a language.
func commandsOf(t *testing.T, page, language string) (blocks []string) {
	t.Helper()
	file, err := os.Open(filepath.Join("..", "..", "docs", page))
	require.NoError(t, err)
	defer func() { require.NoError(t, file.Close()) }()
	var block []string
	within := false
	for lines := bufio.NewScanner(file); lines.Scan(); {
		switch line := lines.Text(); {
		case line == "```"+language:
			within, block = true, nil
		case line == "```" && within:
			within = false
			blocks = append(blocks, strings.Join(block, "\n"))
		case within:
			block = append(block, line)
		}
	}
	return blocks
}

// The page "Flera datorer" is followed word by word: its SQL makes role and database, its
// nursedesk.toml and password lead there, and the file moves with all that is in it.
// Only what is the clinic's own is put in its place: names, ports and the password.
func TestThePageOfSeveralComputers(t *testing.T) {
	keyring.MockInit()
	server := postgrestest.New(t)
	port := strconv.Itoa(server.Port())
	place := func(text string) string {
		text = strings.ReplaceAll(text, "VALFRITT-LÖSENORD", "hemligt2")
		return strings.ReplaceAll(text, "postgres://nursedesk@db.klinik.se/nursedesk",
			"postgres://nursedesk@localhost:"+port+"/nursedesk?sslmode=verify-full&sslrootcert="+server.Authority())
	}
	for _, statement := range strings.Split(strings.Join(commandsOf(t, "flera-datorer.md", "sql"), "\n"), ";") {
		if strings.TrimSpace(statement) != "" {
			server.Do(t, place(statement))
		}
	}
	toml := commandsOf(t, "flera-datorer.md", "toml")
	require.Len(t, toml, 1)

	file := newDatabase(t)
	source := filepath.Join(t.TempDir(), "bookings.csv")
	require.NoError(t, os.WriteFile(source, []byte("personal_number,given_name,family_name,procedure,start\n191212121212,Tolvan,Tolvansson,neurotomy,2026-12-14T08:30\n"), 0o600))
	configure(t, "database = '"+file+"'")
	desked(t, "", "import", source).done(t)
	listed := desked(t, "", "bookings", "--json").done(t)
	require.Contains(t, listed, "Tolvansson")

	address := place("postgres://nursedesk@db.klinik.se/nursedesk")
	var ran []string
	for _, block := range commandsOf(t, "flera-datorer.md", "sh") {
		for line := range strings.Lines(block) {
			words := strings.Fields(strings.TrimSpace(line))
			if len(words) == 0 || words[0] != "nursedesk" {
				continue // the operating system's, which other lines of the page are for
			}
			for i, word := range words {
				words[i] = place(word)
			}
			ran = append(ran, strings.TrimSpace(line))
			typed := ""
			if strings.Contains(line, "password") {
				typed = "hemligt2\n"
			}
			require.NotContains(t, desked(t, typed, words[1:]...).done(t), "check.", "every table has a word")
		}
	}
	require.Len(t, ran, 3)
	require.Contains(t, ran[1], "move-database")
	require.Contains(t, desked(t, "", "bookings").err, "flyttad", "nobody works on in the file")

	configure(t, place(toml[0]))
	require.Equal(t, listed, desked(t, "", "bookings", "--json").done(t))
	require.Contains(t, desked(t, "", "--database", file, "worklist").err, store.WithoutPassword(address))

	back := filepath.Join(t.TempDir(), "back.db")
	desked(t, "", "move-database", "--to", back).done(t)
	configure(t, "database = '"+back+"'")
	require.Equal(t, listed, desked(t, "", "bookings", "--json").done(t))
}
