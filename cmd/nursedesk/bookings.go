package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"nursedesk/app"
	"nursedesk/app/bookings"
	"nursedesk/app/care"
	"nursedesk/app/careplan"
	"nursedesk/models"
	"nursedesk/views/locale"
)

func (s *session) bookingsCommand() *cobra.Command {
	var on, from, to string
	var asJSON bool
	command := &cobra.Command{
		Use: "bookings", Short: locale.T("cli.bookings"), Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if on != "" && (from != "" || to != "") {
				return either("on", "from")
			}
			filter, err := s.bookingFilter(on, from, to)
			if err != nil {
				return err
			}
			return s.withDesk(cmd.Context(), func(desk *app.Desk) error {
				rows, err := desk.Bookings(cmd.Context(), filter)
				if err != nil {
					return err
				}
				if asJSON {
					return s.writeJSON(bookingsOf(rows))
				}
				return s.writeBookings(rows)
			})
		},
	}
	flags := command.Flags()
	flags.StringVar(&on, "on", "", locale.T("cli.flag.on"))
	flags.StringVar(&from, "from", "", locale.T("cli.flag.from"))
	flags.StringVar(&to, "to", "", locale.T("cli.flag.to-day"))
	flags.BoolVar(&asJSON, "json", false, locale.T("cli.flag.json"))
	return command
}

// bookingFilter reads the days; without any it is every booking.
func (s *session) bookingFilter(on, from, to string) (models.BookingFilter, error) {
	var filter models.BookingFilter
	if on != "" {
		from, to = on, on
	}
	if from != "" {
		day, err := s.parseDay("from", from)
		if err != nil {
			return filter, err
		}
		filter.From = day.At(0, 0)
	}
	if to != "" {
		day, err := s.parseDay("to", to)
		if err != nil {
			return filter, err
		}
		filter.Until = day.AddDays(1).At(0, 0)
	}
	if !filter.Until.IsZero() && !filter.From.Before(filter.Until) {
		return filter, fmt.Errorf("%w: %w", errUsage, &models.Problem{Code: "cli.days-order"})
	}
	return filter, nil
}

type bookingJSON struct {
	ID             int64                 `json:"id"`
	Patient        int64                 `json:"patient"`
	PersonalNumber models.PersonalNumber `json:"personal_number"`
	Name           string                `json:"name"`
	Phone          models.Phone          `json:"phone"`
	Procedure      string                `json:"procedure"`
	Start          string                `json:"start"`
	PerformedAt    string                `json:"performed_at,omitempty"`
	Surgeon        string                `json:"surgeon"`
	Theatre        string                `json:"theatre"`
	Medicines      []string              `json:"medicines"`
	Status         models.BookingStatus  `json:"status"`
	Reason         string                `json:"reason,omitempty"`
	OpenTasks      int                   `json:"open_tasks"`
}

func bookingsOf(rows []models.BookingRow) []bookingJSON {
	out := []bookingJSON{}
	for _, row := range rows {
		out = append(out, bookingJSON{
			ID: row.ID, Patient: row.PatientID, PersonalNumber: row.PersonalNumber, Name: row.Name(), Phone: row.Phone,
			Procedure: row.Procedure, Start: local(&row.Start), PerformedAt: local(row.PerformedAt),
			Surgeon: row.Surgeon, Theatre: row.Theatre, Medicines: append([]string{}, row.Medicines.Codes()...),
			Status: row.Status, Reason: row.StatusReason, OpenTasks: row.OpenTasks,
		})
	}
	return out
}

func (s *session) writeBookings(rows []models.BookingRow) error {
	if len(rows) == 0 {
		return s.write("%s\n", locale.T("cli.bookings.empty"))
	}
	table := newTable(s.out)
	for _, row := range rows {
		table.row(strconv.FormatInt(row.ID, 10), locale.Moment(row.Start), row.Theatre, row.Name(), row.PersonalNumber.String(),
			row.Procedure, locale.T("booking.status."+string(row.Status)))
	}
	return table.flush()
}

func (s *session) moveCommand() *cobra.Command {
	var to string
	var accepted, shares bool
	command := &cobra.Command{
		Use: "move BOOKING --to 2026-12-16T10:00", Short: locale.T("cli.move"), Args: bookingArgument,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := required(cmd, "to"); err != nil {
				return err
			}
			id, err := bookingID(args[0])
			if err != nil {
				return err
			}
			start, err := bookings.ParseStart(to)
			if err != nil {
				return misused("to", err)
			}
			var reason string
			if shares {
				if reason, err = s.askReason(); err != nil {
					return err
				}
			}
			return s.withDesk(cmd.Context(), func(desk *app.Desk) error {
				file, err := desk.Booking(cmd.Context(), id)
				if err != nil {
					return err
				}
				change := bookings.Change{BookingID: id, Version: file.Booking.Version, Start: &start, TheatreReason: reason}
				difference, err := desk.Propose(cmd.Context(), change)
				if err != nil {
					return err
				}
				if !accepted && slices.ContainsFunc(difference.Warnings, bookings.Dangerous) {
					return s.refuseMove(difference.Warnings, "cli.move.dangerous")
				}
				if difference.Taken != nil && !shares {
					return s.refuseMove(difference.Warnings, "cli.move.taken")
				}
				if difference, err = desk.Change(cmd.Context(), change); err != nil {
					return err
				}
				return s.writeDifference(difference)
			})
		},
	}
	command.Flags().StringVar(&to, "to", "", locale.T("cli.flag.to"))
	command.Flags().BoolVar(&accepted, "accept-warnings", false, locale.T("cli.flag.accept-warnings"))
	command.Flags().BoolVar(&shares, "theatre-reason", false, locale.T("cli.flag.theatre-reason"))
	return command
}

// refuseMove says why a booking stays where it is, and what to do.
func (s *session) refuseMove(warnings []*models.Problem, what string) error {
	for _, warning := range warnings {
		s.say("%s", locale.Problem(warning))
	}
	s.say("%s", locale.T(what))
	return errToldAlready
}

func bookingArgument(cmd *cobra.Command, args []string) error {
	if len(args) != 1 {
		return &models.Problem{Code: "cli.booking-argument"}
	}
	_, err := bookingID(args[0])
	return err
}

func bookingID(text string) (int64, error) {
	id, err := strconv.ParseInt(text, 10, 64)
	if err != nil || id <= 0 {
		return 0, &models.Problem{Code: "cli.booking-number", Values: map[string]any{"text": text}}
	}
	return id, nil
}

// writeDifference says what became of every date.
func (s *session) writeDifference(difference care.Difference) error {
	if difference.Before.Start.Equal(difference.After.Start) {
		return s.write("%s\n", locale.T("cli.move.same"))
	}
	for _, problem := range difference.Warnings {
		s.say("%s", locale.Problem(problem))
	}
	if err := s.write("%s → %s\n", locale.Moment(difference.Before.Start), locale.Moment(difference.After.Start)); err != nil {
		return err
	}
	table := newTable(s.out)
	for _, row := range difference.Rows {
		table.row(locale.In(row.Title), shortMoment(row.Old), "→", shortMoment(row.New), locale.T("fate."+string(row.Fate)))
	}
	if err := table.flush(); err != nil {
		return err
	}
	if difference.OutdatedSheets > 0 {
		return s.write("%s\n", locale.T("cli.sheet-outdated"))
	}
	return nil
}

func shortMoment(m careplan.Moment) string {
	switch {
	case m.Date.IsZero():
		return "–"
	case m.At.IsZero():
		return locale.Date(m.Date)
	}
	return locale.Moment(m.At)
}

func (s *session) cancelCommand() *cobra.Command {
	return &cobra.Command{
		Use: "cancel BOOKING", Short: locale.T("cli.cancel"), Args: bookingArgument,
		RunE: func(cmd *cobra.Command, args []string) error {
			id, err := bookingID(args[0])
			if err != nil {
				return err
			}
			reason, err := s.askReason()
			if err != nil {
				return err
			}
			return s.withDesk(cmd.Context(), func(desk *app.Desk) error {
				file, err := desk.Booking(cmd.Context(), id)
				if err != nil {
					return err
				}
				if err := desk.Cancel(cmd.Context(), id, file.Booking.Version, reason); err != nil {
					return err
				}
				return s.write("%s\n", locale.T("cli.cancelled", "id", id))
			})
		},
	}
}

// askReason reads why: never an argument, which everyone on the computer can read.
func (s *session) askReason() (string, error) {
	s.say("%s", locale.T("cli.ask.reason"))
	reason, err := s.readLine()
	if err != nil || strings.TrimSpace(reason) == "" {
		return "", fmt.Errorf("%w: %w", errUsage, &models.Problem{Code: "cli.reason-missing"})
	}
	return reason, nil
}
