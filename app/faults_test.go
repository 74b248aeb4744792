package app_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"os"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"nursedesk/app"
	"nursedesk/app/apptest"
	"nursedesk/app/office"
	"nursedesk/models"
	"nursedesk/models/store"
	"nursedesk/models/store/postgrestest"
	"nursedesk/models/store/storetest"
)

// tried is a use case that is tried while something goes wrong, on a database of its own.
type tried struct {
	name     string
	database string
	wire     *postgrestest.Wire
	desk     *desk
	act      func(context.Context) error
	there    atomic.Bool // its desk has contact
	before   []string
	err      error
	stop     func() // no longer follows the others
	end      func()
}

// faults tries use cases on a server of their own.
type faults struct {
	t       *testing.T
	server  *postgrestest.Server
	like    string // the database from which each begins
	params  office.Params
	once    map[string]map[string][2]int // what a use case does to the tables, where nothing goes wrong
	commits map[string]int               // how many it takes, those of what it reads among them
	counts  map[string]map[string]int    // what was told, by fault
}

// prepared are use cases about to be done, each at a desk of its own that follows the others.
func (f *faults) prepared(names []string) []*tried {
	f.t.Helper()
	all := make([]*tried, len(names))
	for i, name := range names {
		one := &tried{name: name, database: f.server.Copy(f.t, f.like), wire: f.server.NewWire(f.t)}
		params := f.params
		clock := &apptest.Clock{Time: apptest.Date(f.t, "2026-11-02").At(9, 0)}
		params.Clock = clock
		params.Store = storetest.OpenAt(f.t, one.wire.Through(f.server, one.database), clock.Now)
		made, err := app.New(apptest.Everybody(), params)
		require.NoError(f.t, err)
		one.desk = &apptest.Desk{Desk: made, Params: params, T: f.t, Wall: clock}
		ctx, cancel := context.WithCancel(f.t.Context())
		done := make(chan struct{})
		go func() {
			defer close(done)
			made.Follow(ctx, func(lost error) { one.there.Store(lost == nil) })
		}()
		one.stop = func() { cancel(); <-done }
		one.end = func() {
			one.stop()
			require.NoError(f.t, params.Store.Close())
			f.server.Drop(f.t, one.database)
		}
		one.act = writing[name].useCase(one.desk, apptest.Everybody())
		one.before = f.rows(one)
		all[i] = one
	}
	f.back(all)
	return all
}

// back waits until every desk has contact by itself.
func (f *faults) back(all []*tried) {
	f.t.Helper()
	for _, one := range all {
		require.Eventually(f.t, func() bool {
			_, err := one.desk.FindPatients(apptest.Everybody(), "tolvan", 1)
			return err == nil && one.there.Load()
		}, time.Minute, 20*time.Millisecond, "%s: the desk goes on by itself", one.name)
	}
}

// during has every use case tried at the same time, and waits for what each nurse is told.
func (f *faults) during(all []*tried) { f.begun(all)() }

// begun has every use case tried at the same time.
func (f *faults) begun(all []*tried) (answered func()) {
	var wait sync.WaitGroup
	for _, one := range all {
		wait.Go(func() { one.err = one.act(apptest.Everybody()) })
	}
	return wait.Wait
}

// rows is all that a database holds.
func (f *faults) rows(one *tried) []string {
	f.t.Helper()
	where := f.server.OnSocket(one.database)
	var each []string
	for _, table := range storetest.Rows(f.t, where, "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY 1") {
		name := strings.TrimSuffix(strings.TrimPrefix(table, "tablename="), "|")
		each = append(each, fmt.Sprintf("SELECT '%s' AS of, t::text AS row FROM %s t", name, name))
	}
	rows := storetest.Rows(f.t, where, strings.Join(each, " UNION ALL "))
	slices.Sort(rows)
	return rows
}

// difference is how many rows of each table went and came.
func difference(before, after []string) map[string][2]int {
	left := map[string]int{}
	for _, row := range before {
		left[row]--
	}
	for _, row := range after {
		left[row]++
	}
	found := map[string][2]int{}
	for row, count := range left {
		table, _, _ := strings.Cut(row, "|")
		sum := found[table]
		switch {
		case count < 0:
			sum[0] -= count
		case count > 0:
			sum[1] += count
		default:
			continue
		}
		found[table] = sum
	}
	return found
}

// judge compares what each nurse was told with what is so: written once and whole, or not at all.
func (f *faults) judge(fault string, all []*tried) {
	f.t.Helper()
	for _, one := range all {
		done := difference(one.before, f.rows(one))
		outcome := "written"
		switch {
		case errors.Is(one.err, models.ErrWriteUnknown):
			outcome = "told that nobody knows"
			if len(done) > 0 {
				require.Equal(f.t, f.once[one.name], done, "%s, %s: half or twice", fault, one.name)
			}
		case one.err != nil:
			outcome = "told as not written"
			var told *models.Problem
			require.ErrorAs(f.t, one.err, &told, "%s, %s: in words", fault, one.name)
			require.Empty(f.t, done, "%s, %s: said not to be written: %v", fault, one.name, one.err)
		default:
			require.Equal(f.t, f.once[one.name], done, "%s, %s: said to be written", fault, one.name)
		}
		f.count(fault, outcome)
	}
}

func (f *faults) count(fault, outcome string) {
	if f.counts[fault] == nil {
		f.counts[fault] = map[string]int{}
	}
	f.counts[fault][outcome]++
}

// kept is judge where each use case has to be written in spite of the fault.
func (f *faults) kept(fault string, all []*tried) {
	f.t.Helper()
	for _, one := range all {
		require.NoError(f.t, one.err, "%s, %s", fault, one.name)
	}
	f.judge(fault, all)
}

// refused is judge where each has to be told the fault, or one that comes with it.
func (f *faults) refused(fault string, all []*tried, told ...error) {
	f.t.Helper()
	for _, one := range all {
		require.True(f.t, slices.ContainsFunc(told, func(is error) bool { return errors.Is(one.err, is) }), "%s, %s: %v", fault, one.name, one.err)
	}
	f.judge(fault, all)
}

// atTheirCommit sets what happens to the commits of the use cases themselves, after those of what they read.
func (f *faults) atTheirCommit(all []*tried, mood int32) {
	for _, one := range all {
		one.wire.SetAfter(mood, f.commits[one.name]-1)
	}
}

func (f *faults) set(all []*tried, mood int32) {
	for _, one := range all {
		one.wire.Set(mood)
	}
}

func (f *faults) ended(all []*tried) {
	for _, one := range all {
		one.end()
	}
}

// looking are those that ask for a right and write nothing.
var looking = []string{"Extract", "Log", "MayImport"}

// without finds out what each use case does to the tables where nothing goes wrong.
func (f *faults) without(names []string) {
	f.t.Helper()
	all := f.prepared(names)
	defer f.ended(all)
	for _, one := range all {
		one.stop() // what it reads of the others would be counted
		f.commits[one.name] = -one.wire.Commits()
	}
	f.during(all)
	for _, one := range all {
		f.commits[one.name] += one.wire.Commits()
		require.NoError(f.t, one.err, one.name)
		f.once[one.name] = difference(one.before, f.rows(one))
		require.Equal(f.t, slices.Contains(looking, one.name), len(f.once[one.name]) == 0, "%s: %v", one.name, f.once[one.name])
	}
}

// cut breaks the wire at each commit of a use case in turn, before or after the server has it, until the nurse is told
// that it is written.
func (f *faults) cut(names []string, mood int32, fault string) {
	f.t.Helper()
	all := f.prepared(names)
	defer f.ended(all)
	for commits, left := 0, all; len(left) > 0; commits++ {
		require.Less(f.t, commits, 20)
		for _, one := range left {
			one.wire.SetAfter(mood, commits)
		}
		f.during(left)
		f.set(left, postgrestest.Whole)
		f.back(left)
		f.judge(fault, left)
		left = slices.DeleteFunc(slices.Clone(left), func(one *tried) bool { return one.err == nil })
	}
}

// prevented tries what keeps a use case from being written, one fault after the other. The desk goes on by itself each time, and
// in the end the use case is written, once.
func (f *faults) prevented(names []string) {
	f.t.Helper()
	all := f.prepared(names)
	defer f.ended(all)

	f.set(all, postgrestest.Swallows)
	f.during(all)
	f.set(all, postgrestest.Whole)
	f.back(all)
	f.refused("network swallows everything", all, models.ErrDatabaseUnreachable)

	f.server.Stop()
	f.during(all)
	f.server.Restart(f.t)
	f.back(all)
	f.refused("server stopped", all, models.ErrDatabaseUnreachable)

	f.atTheirCommit(all, postgrestest.Holds)
	answered := f.begun(all)
	for _, one := range all {
		f.held(one)
	}
	f.server.Kill(f.t)
	for _, one := range all {
		one.wire.LetGo()
		one.wire.Set(postgrestest.Whole)
	}
	f.server.Restart(f.t)
	answered()
	f.back(all)
	f.refused("server killed before the commit reaches it", all, models.ErrDatabaseUnreachable)

	f.server.Do(f.t, "ALTER ROLE "+postgrestest.Role+" PASSWORD 'another'")
	f.server.Stop()
	f.server.Restart(f.t)
	f.during(all)
	f.server.Do(f.t, "ALTER ROLE "+postgrestest.Role+" PASSWORD '"+postgrestest.Password+"'")
	f.back(all)
	f.refused("password changed", all, models.ErrDatabasePassword, models.ErrDatabaseUnreachable) // where signing in takes too long

	writers := slices.DeleteFunc(slices.Clone(all), func(one *tried) bool {
		_, told := f.once[one.name]["of=audit_entries"]
		return !told // it notes no more than who looked
	})
	for _, one := range writers {
		f.server.In(f.t, one.database, fullDisk)
	}
	f.during(writers)
	for _, one := range writers {
		f.server.In(f.t, one.database, roomAgain)
	}
	f.refused("server's disk full", writers, models.ErrDatabaseFull)

	f.set(all, postgrestest.Slow)
	f.during(all)
	f.set(all, postgrestest.Whole)
	f.kept("slow by 300 ms, after all that", all)
}

// held waits until a use case is about to commit.
func (f *faults) held(one *tried) {
	f.t.Helper()
	select {
	case <-one.wire.Held():
	case <-time.After(time.Minute):
		require.FailNow(f.t, "it does not commit", one.name)
	}
}

// fullDisk has the server say in the middle of every change what it says when its disk is full.
const fullDisk = `CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE disk_full; END $$;
CREATE TRIGGER full_disk BEFORE INSERT ON audit_entries FOR EACH ROW EXECUTE FUNCTION full_disk();`

const roomAgain = `DROP FUNCTION full_disk CASCADE`

// found are the faults after which a desk finds out by itself that all is written.
func (f *faults) found(names []string) {
	f.t.Helper()
	all := f.prepared(names)
	f.server.Stop()
	f.server.Restart(f.t)
	f.during(all)
	f.kept("server restarted meanwhile", all)
	f.ended(all)

	all = f.prepared(names)
	f.atTheirCommit(all, postgrestest.Mute)
	answered := f.begun(all)
	for _, one := range all {
		require.Eventually(f.t, func() bool { return !one.there.Load() }, time.Minute, 20*time.Millisecond, "%s: nobody answers", one.name)
	}
	f.set(all, postgrestest.Whole)
	answered()
	f.back(all)
	f.judge("network cut before the answer", all)
	f.ended(all)
}

// killed kills the server while commits are on their way: what comes of it is anybody's guess, but not what is told.
func (f *faults) killed(names []string) {
	f.t.Helper()
	all := f.prepared(names)
	defer f.ended(all)
	f.atTheirCommit(all, postgrestest.Holds)
	answered := f.begun(all)
	for _, one := range all {
		f.held(one)
		one.wire.LetGo()
	}
	f.server.Kill(f.t)
	f.set(all, postgrestest.Whole)
	f.server.Restart(f.t)
	answered()
	f.back(all)
	f.judge("server killed while it commits", all)
}

// someUseCases are those that `make test` tries; `make faults` tries all.
var someUseCases = []string{"Book", "CompleteTask", "EndCall"}

// Whatever becomes of the server or of the network, in every use case that writes: a nurse is told in words what is so. Nothing
// is written twice or by half, nothing that is said to be written is missing, nothing that is said not to be is there, and
// each desk goes on by itself.
func TestFaultsInEveryUseCase(t *testing.T) {
	t.Parallel()
	names := someUseCases
	if os.Getenv("NURSEDESK_TEST_FAULTS") == "all" {
		names = slices.Sorted(maps.Keys(writing))
	}
	f := &faults{
		t: t, server: postgrestest.New(t), params: apptest.New(t, "2026-11-02").Params,
		once: map[string]map[string][2]int{}, commits: map[string]int{}, counts: map[string]map[string]int{},
	}
	f.like = f.server.Make(t)
	f.makeUp()
	for batch := range slices.Chunk(names, 16) {
		f.without(batch)
		f.cut(batch, postgrestest.BeforeCommit, "network cut before each commit")
		f.cut(batch, postgrestest.AfterCommit, "network cut after each commit")
		f.prevented(batch)
		f.found(batch)
		f.killed(batch)
	}
	lines := []string{fmt.Sprintf("%d use cases", len(names))}
	for _, fault := range slices.Sorted(maps.Keys(f.counts)) {
		lines = append(lines, fmt.Sprintf("%s: %v", fault, f.counts[fault]))
	}
	t.Log("\n" + strings.Join(lines, "\n"))
}

// makeUp makes the database from which each use case begins, with somebody who may do everything.
func (f *faults) makeUp() {
	f.t.Helper()
	params, clock := f.params, &apptest.Clock{Time: apptest.Date(f.t, "2026-11-02").At(9, 0)}
	opened, err := store.Open(f.t.Context(), f.server.OnSocket(f.like), store.Options{Log: slog.New(slog.DiscardHandler), Now: clock.Now, MadeUpTime: true})
	require.NoError(f.t, err)
	params.Store, params.Clock = opened, clock
	made, err := app.New(apptest.Everybody(), params)
	require.NoError(f.t, err)
	(&apptest.Desk{Desk: made, Params: params, T: f.t, Wall: clock}).FirstStaff()
	require.NoError(f.t, opened.Close()) // nobody may be in what is copied
}
