package views

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/stretchr/testify/require"

	"nursedesk/app/office"
	"nursedesk/app/worklist"
	"nursedesk/models/stopwatch"
	"nursedesk/models/store/postgrestest"
	"nursedesk/views/background"
	"nursedesk/views/page/pagetest"
	"nursedesk/views/preferences"
)

// From the commit of a new task at one desk until its row is painted on Idag at another:
// the real follower, page and painting, the window in memory. Of a file it holds the wait
// until the file is looked at again; a server is on this machine.
func BenchmarkCommitToPaintedRow(b *testing.B) {
	b.Run("sqlite", func(b *testing.B) { paintedRow(b, filepath.Join(b.TempDir(), "nursedesk.db")) })
	b.Run("postgres", func(b *testing.B) { paintedRow(b, postgrestest.Database(b)) })
}

func paintedRow(b *testing.B, place string) {
	b.Helper()
	desk, clock := pagetest.NewDemoDeskAt(b, place, galleryDay)
	other := pagetest.Another(b, desk, clock, "Reception 2")
	anna := office.WithActor(context.Background(), "Anna Exempel")
	application := test.NewTempApp(b)
	window := New(Params{
		App: application, Preferences: preferences.New(application.Preferences()),
		Background: &background.Inline{Base: pagetest.Context}, Clock: desk.Clock().Now,
		Pages: Pages(Desk{Desk: desk, Preferences: preferences.New(application.Preferences())}), Counts: Counts(desk),
	})
	window.Show()
	window.window.Resize(fyne.NewSize(preferences.MinWidth, preferences.MinHeight))
	heard := make(chan office.Event, 1000)
	defer desk.Events.Subscribe(func(event office.Event) { heard <- event })()
	following, stop := context.WithCancel(context.Background())
	ready, done := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(done)
		desk.Follow(following, func(error) { close(ready) })
	}()
	defer func() { stop(); <-done }()
	<-ready

	var took, heardAfter, painting []time.Duration
	for number := 0; b.Loop(); number++ {
		words := fmt.Sprintf("Beställ förband %d", number)
		task, err := other.AddTask(anna, worklist.OwnTask{Words: words, Date: other.Today()})
		require.NoError(b, err)
		watch := stopwatch.Start()
		event := <-heard
		heardAfter = append(heardAfter, watch.Elapsed())
		window.Heard(event)
		drawn := watch.Elapsed()
		window.window.Canvas().Capture()
		took, painting = append(took, watch.Elapsed()), append(painting, watch.Elapsed()-drawn)
		b.StopTimer()
		_, err = other.CompleteTask(anna, worklist.Completion{TaskID: task.ID, Version: task.Version})
		require.NoError(b, err)
		window.Heard(<-heard)
		b.StartTimer()
	}
	for name, each := range map[string][]time.Duration{"median": took, "heard": heardAfter, "painting": painting} {
		slices.Sort(each)
		b.ReportMetric(float64(each[len(each)/2])/float64(time.Millisecond), name+"-ms")
	}
	b.ReportMetric(float64(took[len(took)*99/100])/float64(time.Millisecond), "p99-ms")
}
