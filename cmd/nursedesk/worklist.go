package main

import (
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"nursedesk/app"
	"nursedesk/app/worklist"
	"nursedesk/models"
	"nursedesk/views/locale"
)

func (s *session) worklistCommand() *cobra.Command {
	var on, role string
	var asJSON bool
	command := &cobra.Command{
		Use: "worklist", Short: locale.T("cli.worklist"), Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			day, err := s.parseDay("on", on)
			if err != nil {
				return err
			}
			if role != "" && !slices.Contains(models.Roles, models.Role(role)) {
				return misused("role", &models.Problem{Code: "role.unknown", Values: map[string]any{"text": role}})
			}
			return s.withDesk(cmd.Context(), func(desk *app.Desk) error {
				rows, err := desk.OpenTasks(cmd.Context(), day, models.Role(role))
				if err != nil {
					return err
				}
				if asJSON {
					return s.writeJSON(worklistOf(desk, rows, day))
				}
				return s.writeWorklist(desk, rows, day)
			})
		},
	}
	flags := command.Flags()
	flags.StringVar(&on, "on", "", locale.T("cli.flag.on"))
	flags.StringVar(&role, "role", "", locale.T("cli.flag.role"))
	flags.BoolVar(&asJSON, "json", false, locale.T("cli.flag.json"))
	return command
}

type worklistTaskJSON struct {
	Task           int64                 `json:"task"`
	ID             string                `json:"id"`
	Title          string                `json:"title"`
	Level          string                `json:"level,omitempty"`
	Role           models.Role           `json:"role"`
	Owner          models.Role           `json:"owner"`
	Kind           models.TaskKind       `json:"kind"`
	State          models.TaskState      `json:"state"`
	ActOn          models.Date           `json:"act_on"`
	Due            models.Date           `json:"due"`
	Earliest       models.Date           `json:"earliest,omitzero"`
	Latest         models.Date           `json:"latest,omitzero"`
	BookBy         models.Date           `json:"book_by,omitzero"`
	At             string                `json:"at,omitempty"`
	Late           bool                  `json:"late"`
	Overdue        bool                  `json:"overdue"`
	Booking        int64                 `json:"booking,omitempty"`
	Procedure      string                `json:"procedure,omitempty"`
	Start          string                `json:"start,omitempty"`
	Patient        int64                 `json:"patient"`
	PersonalNumber models.PersonalNumber `json:"personal_number"`
	Name           string                `json:"name"`
	Phone          models.Phone          `json:"phone"`
}

// standing is the instant at which a day's list is judged: now for today, else
// the beginning of the day.
func standing(desk *app.Desk, day models.Date) time.Time {
	if day == desk.Today() {
		return desk.Clock().Now()
	}
	return day.At(0, 0)
}

func worklistOf(desk *app.Desk, rows []models.WorklistRow, day models.Date) []worklistTaskJSON {
	at := standing(desk, day)
	out := []worklistTaskJSON{}
	for _, row := range rows {
		one := worklistTaskJSON{
			Task: row.ID, ID: row.Step, Title: taskTitle(desk, row), Level: row.CallLevel,
			Role: row.Role, Owner: worklist.Owner(row.Task), Kind: row.Kind, State: row.State,
			ActOn: row.DueOn(), Due: row.Due, Earliest: row.Earliest, Latest: row.Latest, BookBy: row.BookBy,
			At: local(row.At), Late: row.Late, Overdue: row.Situation(at) == models.Overdue,
			Procedure: row.Procedure, Start: local(row.Start),
			Patient: row.PatientID, PersonalNumber: row.PersonalNumber, Name: row.Name(), Phone: row.Phone,
		}
		if row.BookingID != nil {
			one.Booking = *row.BookingID
		}
		out = append(out, one)
	}
	return out
}

// taskTitle is a task's title in the protocol version that its booking froze.
func taskTitle(desk *app.Desk, row models.WorklistRow) string {
	if step, ok := desk.Step(row.Procedure, row.ProtocolVersion, row.Step); ok {
		return locale.In(step.Title)
	}
	return locale.T("task." + row.Step)
}

func (s *session) writeWorklist(desk *app.Desk, rows []models.WorklistRow, day models.Date) error {
	if len(rows) == 0 {
		return s.write("%s\n", locale.T("cli.worklist.empty", "date", day))
	}
	table := newTable(s.out)
	for _, row := range rows {
		mark := ""
		if row.Situation(standing(desk, day)) == models.Overdue {
			mark = locale.LateBy(row.DueOn(), day)
			if row.DueOn() == day { // a call whose hour has passed
				mark = locale.T("status.overdue")
			}
		}
		owner := locale.T("tasks.owner." + string(worklist.Owner(row.Task)))
		table.row(locale.Date(row.DueOn()), row.CallLevel, owner, taskTitle(desk, row), row.Name(), row.PersonalNumber.String(), locale.Reach(row.Phone, row.Protected), strings.TrimSpace(mark))
	}
	return table.flush()
}
