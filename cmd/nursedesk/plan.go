package main

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"nursedesk/app/bookings"
	"nursedesk/app/careplan"
	"nursedesk/app/office"
	"nursedesk/app/rulebook"
	"nursedesk/models"
	"nursedesk/views/locale"
)

func (s *session) planCommand() *cobra.Command {
	var procedure, at, bookedOn string
	var conditions []string
	var medicines medicineFlags
	var asJSON bool
	command := &cobra.Command{
		Use: "plan --procedure neurotomy --at 2026-12-14T08:30", Short: locale.T("cli.plan"), Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := required(cmd, "at"); err != nil {
				return err
			}
			request, err := s.planRequest(procedure, at, bookedOn, conditions)
			if err != nil {
				return err
			}
			return s.plan(cmd.Context(), request, medicines, asJSON)
		},
	}
	flags := command.Flags()
	flags.StringVar(&procedure, "procedure", "neurotomy", locale.T("cli.flag.procedure"))
	flags.StringVar(&at, "at", "", locale.T("cli.flag.at"))
	flags.StringVar(&bookedOn, "booked-on", "", locale.T("cli.flag.booked-on"))
	medicines.add(flags)
	flags.StringArrayVar(&conditions, "condition", nil, locale.T("cli.flag.condition"))
	flags.BoolVar(&asJSON, "json", false, locale.T("cli.flag.json"))
	return command
}

func (s *session) planRequest(procedure, at, bookedOn string, conditions []string) (office.PlanRequest, error) {
	clock, err := s.clock()
	if err != nil {
		return office.PlanRequest{}, err
	}
	request := office.PlanRequest{Procedure: procedure, BookedOn: office.Today(clock)}
	if request.Start, err = bookings.ParseStart(at); err != nil {
		return office.PlanRequest{}, misused("at", err)
	}
	if bookedOn != "" {
		if request.BookedOn, err = models.ParseDate(bookedOn); err != nil {
			return office.PlanRequest{}, misused("booked-on", err)
		}
	}
	for _, id := range conditions {
		condition, err := models.ParseCondition(strings.ToLower(strings.TrimSpace(id)))
		if err != nil {
			return office.PlanRequest{}, misused("condition", err)
		}
		request.Conditions = append(request.Conditions, condition)
	}
	return request, nil
}

type planJSON struct {
	Procedure       string          `json:"procedure"`
	ProtocolVersion string          `json:"protocol_version"`
	At              string          `json:"at"`
	Tasks           []planTaskJSON  `json:"tasks"`
	Milestones      []milestoneJSON `json:"milestones"`
	Medicines       []medicineJSON  `json:"medicines"`
}

type planTaskJSON struct {
	ID           string          `json:"id"`
	Role         models.Role     `json:"role"`
	Kind         models.TaskKind `json:"kind"`
	Due          models.Date     `json:"due"`
	Earliest     models.Date     `json:"earliest"`
	Latest       models.Date     `json:"latest"`
	BookBy       models.Date     `json:"book_by,omitzero"`
	Late         bool            `json:"late"`
	NoWorkingDay bool            `json:"no_working_day,omitempty"`
	Sources      []string        `json:"sources"`
}

type milestoneJSON struct {
	ID      string   `json:"id"`
	On      string   `json:"on,omitempty"`
	From    string   `json:"from,omitempty"`
	Until   string   `json:"until,omitempty"`
	Sources []string `json:"sources"`
}

// plan needs the rules alone, and no database.
func (s *session) plan(ctx context.Context, request office.PlanRequest, medicines medicineFlags, asJSON bool) error {
	rules, err := office.LoadRules(s.clinic, "")
	if err != nil {
		return err
	}
	if rules, err = s.underPolicy(ctx, rules); err != nil {
		return err
	}
	if err := medicines.into(&request, rules.Medicines); err != nil {
		return err
	}
	protocol, holds, plan, err := rules.Plan(request)
	if err != nil {
		return err
	}
	clock, err := s.clock()
	if err != nil {
		return err
	}
	for _, warning := range rules.PlanWarnings(request, protocol, holds, plan, office.Today(clock)) {
		s.say("%s", locale.Problem(warning)) // beside the plan, which another program may read
	}
	if asJSON {
		out := planOf(protocol, plan)
		out.Medicines = medicinesOf(holds, rules.Medicines)
		return s.writeJSON(out)
	}
	if err := s.writePlan(protocol, plan); err != nil {
		return err
	}
	return s.writeHolds(holds)
}

func planOf(protocol *careplan.Protocol, plan careplan.Plan) planJSON {
	out := planJSON{
		Procedure: protocol.Code, ProtocolVersion: protocol.Version, At: local(&plan.Start),
		Tasks: []planTaskJSON{}, Milestones: []milestoneJSON{},
	}
	for _, task := range plan.Tasks {
		out.Tasks = append(out.Tasks, planTaskJSON{
			ID: task.Step.ID, Role: task.Step.Role, Kind: task.Step.Kind,
			Due: task.Due, Earliest: task.Earliest, Latest: task.Latest, BookBy: task.BookBy,
			Late: task.Late, NoWorkingDay: task.NoWorkingDay, Sources: sources(task.Step.Source),
		})
	}
	for _, planned := range plan.Milestones {
		milestone := milestoneJSON{ID: planned.Milestone.ID, Sources: sources(planned.Milestone.Source)}
		begin, end := momentJSON(planned.Begin), momentJSON(planned.End)
		switch planned.Milestone.Form {
		case careplan.On:
			milestone.On = begin
		case careplan.From:
			milestone.From = begin
		case careplan.Until:
			milestone.Until = end
		case careplan.Between:
			milestone.From, milestone.Until = begin, end
		}
		out.Milestones = append(out.Milestones, milestone)
	}
	return out
}

// momentJSON is a day, or an instant with Stockholm's offset.
func momentJSON(m careplan.Moment) string {
	if m.At.IsZero() {
		return m.Date.String()
	}
	return local(&m.At)
}

// sources lists the facts of the leaflet, then any other source in words.
func sources(source rulebook.Source) []string {
	all := append([]string{}, source.Leaflet...)
	if source.Text != "" {
		all = append(all, source.Text)
	}
	return all
}

func (s *session) writePlan(protocol *careplan.Protocol, plan careplan.Plan) error {
	if err := s.write("%s, %s\n", locale.In(protocol.Title), locale.Moment(plan.Start)); err != nil {
		return err
	}
	table := newTable(s.out)
	for _, task := range plan.Tasks {
		late := ""
		if task.Late {
			late = locale.T("cli.late")
		}
		table.row(locale.Date(task.Due), task.Step.ID, locale.In(task.Step.Title), late)
	}
	for _, planned := range plan.Milestones {
		table.row(momentText(planned), planned.Milestone.ID, locale.In(planned.Milestone.Title), "")
	}
	return table.flush()
}

func momentText(planned careplan.PlannedMilestone) string {
	text := func(m careplan.Moment) string {
		if m.At.IsZero() {
			return locale.Date(m.Date)
		}
		return locale.Moment(m.At)
	}
	switch {
	case planned.Begin.Date.IsZero():
		return text(planned.End)
	case planned.End.Date.IsZero():
		return text(planned.Begin)
	}
	return text(planned.Begin) + " – " + text(planned.End)
}

// parseDay reads a day flag; an empty one is today.
func (s *session) parseDay(flag, text string) (models.Date, error) {
	if text == "" {
		clock, err := s.clock()
		if err != nil {
			return models.Date{}, err
		}
		return office.Today(clock), nil
	}
	day, err := models.ParseDate(text)
	if err != nil {
		return day, misused(flag, err)
	}
	return day, nil
}
