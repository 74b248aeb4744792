package importing

import (
	"cmp"
	"context"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"nursedesk/app/bookings"
	"nursedesk/app/table"
	"nursedesk/models"
	"nursedesk/views/background"
	"nursedesk/views/lists"
	"nursedesk/views/locale"
	"nursedesk/views/look"
	"nursedesk/views/page"
	"nursedesk/views/saving"
	"nursedesk/views/widgets"
)

// chooser is where a file is chosen: the newest of a folder first, since it was saved a
// moment ago. It says what a file needs.
type chooser struct {
	host    page.Host
	token   background.Token
	saves   background.Token
	take    func(path string)
	wrong   func(error)
	folder  string
	places  []saving.Place
	place   *widgets.Choice
	path    *widgets.Line
	list    *widgets.List[entry]
	save    *widgets.Button
	content *fyne.Container
}

// entry is a file or folder that can be chosen.
type entry struct {
	path, name string
	folder     bool
	at         time.Time // when it was written
}

// endings are those of the files that can be read.
var endings = []string{".csv", ".txt", ".xlsx"}

// readable refuses a file by its name alone, before anything of it is read.
func readable(path string) error {
	if slices.Contains(endings, strings.ToLower(filepath.Ext(path))) {
		return nil
	}
	return &models.Problem{Code: "import.kind", Values: map[string]any{"name": filepath.Base(path)}}
}

func newChooser(host page.Host, take func(path string), wrong func(error)) *chooser {
	c := &chooser{host: host, take: take, wrong: wrong, place: widgets.NewChoice(), path: widgets.NewLine(locale.T("import.path.placeholder"))}
	c.place.OnChosen = func(folder string) {
		if folder != "" && folder != c.folder {
			c.open(folder)
		}
	}
	c.path.OnEnter = c.typed
	c.list = widgets.NewList([]widgets.Column[entry]{
		{ID: "name", Title: locale.T("import.column.file"), Bold: true, Text: func(e entry) string { return e.name }},
		{ID: "at", Title: locale.T("import.column.at"), Width: 190, Muted: true, Text: func(e entry) string {
			if e.folder {
				return locale.T("import.folder")
			}
			return locale.Moment(e.at)
		}},
	}, func(e entry) string { return e.path })
	c.list.OnOpen = c.chosen
	c.list.SetEmpty(locale.T("import.no-files"), "", nil)
	c.save = widgets.NewButton(locale.T("import.template"), c.saveTemplate)
	form := widgets.NewForm(widgets.NewBeside(
		widgets.NewFieldRow("folder", locale.T("import.field.folder"), c.place),
		widgets.NewFieldRow("path", locale.T("import.field.path"), c.path),
	))
	needs := widgets.NewColumn(4,
		widgets.NewParagraph(locale.T("import.needs", "columns", strings.Join(bookings.RequiredColumns, ", "))),
		widgets.NewParagraph(locale.T("import.may-have", "columns", strings.Join(bookings.OptionalColumns, ", "))),
		widgets.NewParagraph(locale.T("import.form")).Small().Ink(look.Muted),
		widgets.NewFlow(c.save),
	)
	c.content = container.NewBorder(
		widgets.NewColumn(8, widgets.NewParagraph(locale.T("import.choose")), form), widgets.NewCard(needs), nil, nil, widgets.NewCard(c.list),
	)
	return c
}

// enable greys the fields while a file is examined.
func (c *chooser) enable(on bool) {
	if on {
		c.place.Enable()
		c.path.Enable()
		return
	}
	c.place.Disable()
	c.path.Disable()
}

// look reads the folder again.
func (c *chooser) look() {
	if c.folder != "" {
		c.open(c.folder)
		return
	}
	background.Load(c.host.Background(), &c.token, func(context.Context) ([]saving.Place, error) {
		return saving.Places(), nil // a stick may be slow to answer
	}, func(found []saving.Place, _ error) {
		c.places = found
		if len(found) > 0 {
			c.open(found[0].Path)
		}
	})
}

// open shows what a folder holds.
func (c *chooser) open(folder string) {
	background.Load(c.host.Background(), &c.token, func(context.Context) ([]entry, error) {
		return entriesOf(folder)
	}, func(found []entry, err error) {
		if err != nil {
			c.wrong(&models.Problem{Code: "import.folder", Values: map[string]any{"path": folder}})
			return
		}
		c.folder = folder
		var options []widgets.Option
		known := false
		for _, place := range c.places {
			options = append(options, widgets.Option{ID: place.Path, Text: place.Text})
			known = known || place.Path == folder
		}
		if !known {
			options = append(options, widgets.Option{ID: folder, Text: folder})
		}
		c.place.SetOptions(options...)
		c.place.Choose(folder)
		c.list.SetRows(found)
		c.list.Focus()
	})
}

// entriesOf lists what can be chosen in a folder: files, the newest first, then folders,
// and last the one that it lies in.
func entriesOf(folder string) ([]entry, error) {
	all, err := os.ReadDir(folder)
	if err != nil {
		return nil, err
	}
	var files, folders []entry
	for _, one := range all {
		path := filepath.Join(folder, one.Name())
		about, err := os.Stat(path) // what a link leads to
		if err != nil || strings.HasPrefix(one.Name(), ".") {
			continue // gone meanwhile, or hidden
		}
		switch found := (entry{path: path, name: one.Name(), folder: about.IsDir(), at: about.ModTime()}); {
		case found.folder:
			folders = append(folders, found)
		case about.Mode().IsRegular() && readable(path) == nil:
			files = append(files, found)
		}
	}
	slices.SortFunc(files, func(a, b entry) int { return cmp.Or(b.at.Compare(a.at), cmp.Compare(a.name, b.name)) })
	if above := filepath.Dir(folder); above != folder {
		folders = append(folders, entry{path: above, name: locale.T("import.above", "name", filepath.Base(above)), folder: true})
	}
	return append(files, folders...), nil
}

func (c *chooser) chosen(e entry) {
	if e.folder {
		c.open(e.path)
		return
	}
	c.take(e.path)
}

// typed takes a path that is typed or pasted, as file managers write it.
func (c *chooser) typed() {
	path := strings.Trim(strings.TrimSpace(c.path.Text), `"'`)
	path = strings.TrimPrefix(path, "file://")
	if path == "" {
		return
	}
	if !filepath.IsAbs(path) {
		path = filepath.Join(c.folder, path)
	}
	background.Load(c.host.Background(), &c.token, func(context.Context) (bool, error) {
		about, err := os.Stat(path)
		return err == nil && about.IsDir(), nil // why it can't be read is said when it is
	}, func(folder bool, _ error) {
		c.chosen(entry{path: path, folder: folder})
	})
}

// saveTemplate saves an empty file with every column.
func (c *chooser) saveTemplate() {
	var columns []table.Column
	for _, name := range slices.Concat(bookings.RequiredColumns, bookings.OptionalColumns) {
		columns = append(columns, table.Column{Title: name, Width: 18})
	}
	empty := table.Table{
		Name: locale.T("import.template.sheet"), Columns: columns, Rows: func(func(...any) error) error { return nil },
	}
	saving.Ask(c.host, &c.saves, saving.File{
		Title: locale.T("import.template.title"), Text: locale.T("import.template.text"), Name: locale.T("import.template.file"),
		Kinds: []saving.Kind{
			{ID: "workbook", Text: locale.T("list.save.workbook"), Ending: lists.Workbook},
			{ID: "text", Text: locale.T("list.save.csv"), Ending: lists.Text},
		},
		Write: func(_ context.Context, kind saving.Kind, out io.Writer) error {
			_, err := lists.Write(out, kind.Ending, kind.Folder, empty)
			return err
		},
		Saved: func(context.Context, saving.Kind) error {
			c.host.Background().OnScreen(c.look)
			return nil
		},
	})
}
