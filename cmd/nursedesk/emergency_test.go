package main

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"
	"github.com/adrg/xdg"
	"github.com/stretchr/testify/require"
	"github.com/zalando/go-keyring"

	"nursedesk/app"
	"nursedesk/app/emergency"
	"nursedesk/app/preview"
	"nursedesk/app/printer"
	"nursedesk/models"
	"nursedesk/models/store/postgrestest"
	"nursedesk/resources/resourcestest"
)

// ownFolders gives the program folders of the test's own, as a user's.
func ownFolders(t *testing.T) {
	t.Helper()
	for _, name := range []string{"XDG_DATA_HOME", "XDG_CONFIG_HOME"} {
		t.Setenv(name, t.TempDir())
	}
	xdg.Reload()
	t.Cleanup(xdg.Reload)
}

// deskAt opens a desk as a window does, without the window, on a test's Monday.
func deskAt(t *testing.T, database string) (*session, *openedDesk) {
	t.Helper()
	return deskOf(t, &session{database: database, now: mondayMorning})
}

// deskAtNow opens one by the system's clock.
func deskAtNow(t *testing.T, database string) (*session, *openedDesk) {
	t.Helper()
	return deskOf(t, &session{database: database})
}

func deskOf(t *testing.T, s *session) (*session, *openedDesk) {
	t.Helper()
	s.streams = streams{out: os.Stdout, err: os.Stderr, clinic: resourcestest.Files}
	params, finish, err := s.params(t.Context(), quiet())
	require.NoError(t, err)
	t.Cleanup(finish)
	params.Here = localBox(s.database)
	desk, err := app.New(t.Context(), params)
	require.NoError(t, err)
	return s, &openedDesk{desk: desk, store: params.Store, context: func() context.Context { return t.Context() }}
}

// pdfText is what stands on a PDF.
func pdfText(t *testing.T, path string) string {
	t.Helper()
	text, err := exec.CommandContext(t.Context(), "pdftotext", "-layout", path, "-").Output()
	if err != nil {
		t.Skip("pdftotext is needed to read a page")
	}
	return string(text)
}

// keptList keeps the list of a database once, as an open window does every minute.
func keptList(t *testing.T, database string) (*session, *emergencyList) {
	t.Helper()
	s, open := deskAt(t, database)
	list, err := s.emergencyList(open)
	require.NoError(t, err)
	require.NoError(t, list.keeper.Refresh(t.Context()))
	return s, list
}

// A database that is gone, damaged or on a server that was killed leaves the list: for the open
// window, for the window that says why there is no desk, and for the command line.
func TestTheListWithoutItsDatabase(t *testing.T) {
	source := filepath.Join(t.TempDir(), "bookings.csv")
	require.NoError(t, os.WriteFile(source, []byte("personal_number,given_name,family_name,procedure,start\n191212121212,Tolvan,Tolvansson,neurotomy,"+mondayMorning[:10]+"T13:30\n"), 0o600))
	for name, breaks := range map[string]func(t *testing.T) (database string, end func()){
		"killed server": func(t *testing.T) (string, func()) {
			server := postgrestest.New(t)
			return server.OnSocket(server.Make(t)), func() { server.Kill(t) }
		},
		"damaged file": func(t *testing.T) (string, func()) {
			database := newDatabase(t)
			return database, func() { require.NoError(t, os.WriteFile(database, []byte(strings.Repeat("damaged ", 1024)), 0o600)) }
		},
		"lost disk": func(t *testing.T) (string, func()) {
			database := newDatabase(t)
			return database, func() { require.NoError(t, os.RemoveAll(filepath.Dir(database))) }
		},
	} {
		t.Run(name, func(t *testing.T) {
			keyring.MockInit()
			ownFolders(t)
			database, end := breaks(t)
			command(t, database, "--new", "import", source).done(t)
			s, list := keptList(t, database)
			end()

			document, asOf, err := list.papers.Paper(t.Context())
			require.NoError(t, err, "the open window prints it")
			require.Contains(t, asOf, "Som det var")
			require.NoError(t, list.papers.Left(t.Context(), document))

			pdf := filepath.Join(t.TempDir(), "list.pdf")
			said := command(t, database, "emergency-list", "--pdf", pdf).done(t)
			require.Contains(t, said, asOf)
			require.Contains(t, pdfText(t, pdf), "Tolvan Tolvansson")
			require.Contains(t, pdfText(t, pdf), "13:30")

			s.pictures = preview.New(t.TempDir())
			refusal := s.refusal(t.Context(), test.NewTempApp(t), models.ErrDatabaseUnreachable, func() {})
			require.NotNil(t, refusal.Paper)
			require.Equal(t, document.Hash, refusal.Paper.Document.Hash, "the same paper in every window")
			requireNothingPlain(t, xdg.DataHome, "Tolvan")
		})
	}
}

// requireNothingPlain looks for a text in every file below a folder.
func requireNothingPlain(t *testing.T, folder, text string) {
	t.Helper()
	files := 0
	require.NoError(t, filepath.WalkDir(folder, func(path string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		files++
		body, err := os.ReadFile(path)
		require.NotContains(t, string(body), text, path)
		return err
	}))
	require.NotZero(t, files)
}

// Where the desk has moved to a server, the file's list goes with it, and no window offers it.
func TestTheListOfAMovedDesk(t *testing.T) {
	keyring.MockInit()
	ownFolders(t)
	database := newDatabase(t)
	command(t, database, "--new", "worklist").done(t)
	keptList(t, database)
	_, err := emergency.Kept(localBox(database))
	require.NoError(t, err)
	server := postgrestest.New(t)
	address := server.OnSocket(server.Make(t))
	require.NoError(t, localBox(database).Write("typed-booking-1", []byte("Tolvan")))
	command(t, database, "move-database", "--to", address).done(t)
	followed, err := localBox(address).Read("typed-booking-1")
	require.NoError(t, err, "what was typed without contact follows")
	require.Equal(t, "Tolvan", string(followed))
	_, err = emergency.Kept(localBox(database))
	require.ErrorIs(t, err, models.ErrNoEmergencyList)
	require.Contains(t, command(t, database, "emergency-list", "--pdf", "x.pdf").err, "ingen nödlista")
}

// Another desk that finds its database moved away has no list of it either.
func TestTheListWhereAnotherHasMoved(t *testing.T) {
	keyring.MockInit()
	ownFolders(t)
	database := newDatabase(t)
	command(t, database, "--new", "worklist").done(t)
	s, _ := keptList(t, database)
	s.pictures = preview.New(t.TempDir())
	require.Nil(t, s.refusal(t.Context(), test.NewTempApp(t), models.ErrDatabaseLeft, func() {}).Paper)
	require.Nil(t, s.refusal(t.Context(), test.NewTempApp(t), models.ErrDatabaseUnreachable, func() {}).Paper)
}

// The key is the same at every start, lies in the key store where there is one, and else in a
// file for the user alone; what was sealed with either is read by both.
func TestTheUsersKey(t *testing.T) {
	ownFolders(t)
	keyring.MockInitWithError(keyring.ErrUnsupportedPlatform)
	first, err := localKeys()
	require.NoError(t, err)
	info, err := os.Stat(filepath.Join(xdg.ConfigHome, "nursedesk", "desk.key"))
	require.NoError(t, err)
	require.Equal(t, os.FileMode(0o600), info.Mode().Perm())
	again, err := localKeys()
	require.NoError(t, err)
	require.Equal(t, first, again)
	keyring.MockInit()
	both, err := localKeys()
	require.NoError(t, err)
	require.Len(t, both, 2)
	require.Equal(t, first[0], both[1])
	require.NotEqual(t, first[0], both[0])
	stored, err := localKeys()
	require.NoError(t, err)
	require.Equal(t, both, stored)
}

// The printer is that of last time, else the usual one, else any there is.
func TestPrinterOfTheList(t *testing.T) {
	queues := []printer.Queue{{Name: "Kontor"}, {Name: "Reception", Default: true}}
	for remembered, want := range map[string]string{"Kontor": "Kontor", "": "Reception", "Borta": "Reception"} {
		got, err := queueOf(queues, remembered)
		require.NoError(t, err)
		require.Equal(t, want, got)
	}
	got, err := queueOf(queues[:1], "")
	require.NoError(t, err)
	require.Equal(t, "Kontor", got)
	_, err = queueOf(nil, "")
	require.ErrorIs(t, err, &models.Problem{Code: "printing.none"})
}
