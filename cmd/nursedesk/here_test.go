package main

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/zalando/go-keyring"

	"nursedesk/app"
	"nursedesk/app/bookings"
	"nursedesk/app/office"
	"nursedesk/models/store/postgrestest"
	"nursedesk/resources/resourcestest"
)

// typistDatabase names the database of a test program that types until it is killed.
const typistDatabase = "NURSEDESK_TEST_TYPIST"

// typeOn types a booking letter by letter, and says each once it is kept, wherever that is.
func typeOn(database string) error {
	ctx := office.WithActor(context.Background(), "Sköterska A")
	s := &session{streams: streams{out: os.Stdout, err: os.Stderr, clinic: resourcestest.Files}, database: database}
	params, _, err := s.params(ctx, quiet())
	if err != nil {
		return err
	}
	params.Here = localBox(database)
	desk, err := app.New(ctx, params)
	if err != nil {
		return err
	}
	go desk.Follow(ctx, func(error) {})
	var half bookings.HalfBooking
	for letter := 1; ; letter++ {
		half.Booking.Note = strings.Repeat("x", letter)
		if err := desk.SaveBookingDraft(ctx, &half); err != nil {
			fmt.Println("here", letter, err)
		} else {
			fmt.Println("there", letter)
		}
	}
}

// A program that is killed while its server is gone has lost nothing that was typed: the next one
// sends it when the server is back, once.
func TestKilledWithoutItsServer(t *testing.T) {
	keyring.MockInitWithError(keyring.ErrUnsupportedPlatform) // both programs find the key in its file
	ownFolders(t)
	server := postgrestest.New(t)
	address := server.OnSocket(server.Make(t))
	real(t, address, "--new", "worklist").done(t)
	for round := range 3 {
		typist := exec.Command(os.Args[0], "-test.run=^$")
		typist.Env = append(os.Environ(), typistDatabase+"="+address)
		typist.Stderr = os.Stderr
		output, err := typist.StdoutPipe()
		require.NoError(t, err)
		require.NoError(t, typist.Start())
		said := bufio.NewScanner(output)
		last, here := 0, 0
		for said.Scan() {
			words := strings.Fields(said.Text())
			if len(words) < 2 {
				continue
			}
			last, err = strconv.Atoi(words[1])
			require.NoError(t, err)
			if words[0] == "here" {
				require.Contains(t, said.Text(), "kept-here")
				here++
			}
			switch {
			case last == 10:
				server.Kill(t)
			case here == 20+13*round:
				require.NoError(t, typist.Process.Kill())
			}
		}
		require.Error(t, typist.Wait(), "it was killed")
		server.Restart(t)
		_, open := deskAtNow(t, address)
		_, err = open.desk.SendTyped(t.Context())
		require.NoError(t, err)
		drafts, err := open.desk.OpenBookingDrafts(t.Context())
		require.NoError(t, err)
		require.Len(t, drafts, round+1, "each once")
		require.GreaterOrEqual(t, len(drafts[0].Booking.Note), last, "nothing that was said to be kept is lost")
		names, err := localBox(address).Names("typed-")
		require.NoError(t, err)
		require.Empty(t, names)
	}
}
