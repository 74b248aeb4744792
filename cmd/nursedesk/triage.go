package main

import (
	"runtime/debug"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"nursedesk/app/bookings"
	"nursedesk/app/office"
	"nursedesk/app/triage"
	"nursedesk/models"
	"nursedesk/views/locale"
)

// triageFlags are a call as the command line tells it.
type triageFlags struct {
	day, procedure, at          string
	medicines, factors, answers []string
	words, questions, asJSON    bool
}

func (s *session) triageCommand() *cobra.Command {
	var call triageFlags
	command := &cobra.Command{
		Use: "triage --day 4 --answer fever=yes", Short: locale.T("cli.triage"), Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			defer debug.SetGCPercent(debug.SetGCPercent(-1)) // it ends before it would be worth collecting
			rules, err := office.LoadGuides(s.clinic)
			if err != nil {
				return err
			}
			if call.questions {
				return s.triageQuestions(rules.Triage, call.asJSON)
			}
			if err := required(cmd, "day"); err != nil {
				return err
			}
			if rules, err = s.underPolicy(cmd.Context(), rules); err != nil {
				return err
			}
			request, err := s.triageRequest(rules, call)
			if err != nil {
				return err
			}
			return s.triage(rules.Triage, request, call.asJSON)
		},
	}
	flags := command.Flags()
	flags.StringVar(&call.day, "day", "", locale.T("cli.flag.day"))
	flags.StringVar(&call.procedure, "procedure", "neurotomy", locale.T("cli.flag.procedure"))
	flags.StringVar(&call.at, "at", "", locale.T("cli.flag.call-at"))
	flags.StringArrayVar(&call.medicines, "medicine", nil, locale.T("cli.flag.call-medicine"))
	flags.StringArrayVar(&call.factors, "factor", nil, locale.T("cli.flag.call-factor"))
	flags.StringArrayVar(&call.answers, "answer", nil, locale.T("cli.flag.answer"))
	flags.BoolVar(&call.words, "words", false, locale.T("cli.flag.words"))
	flags.BoolVar(&call.questions, "questions", false, locale.T("cli.flag.questions"))
	flags.BoolVar(&call.asJSON, "json", false, locale.T("cli.flag.json"))
	return command
}

func (s *session) triageRequest(rules office.Rules, call triageFlags) (triage.Request, error) {
	request := triage.Request{
		Procedure: strings.ToLower(strings.TrimSpace(call.procedure)), OwnWords: call.words, Answers: map[string]triage.Answer{},
	}
	var err error
	if request.Day, request.DayUnknown, err = triage.ParseDay(call.day); err != nil {
		return request, misused("day", err)
	}
	at, err := s.calledAt(call.at)
	if err != nil {
		return request, err
	}
	request.Open = office.PhoneAnswered(rules.Clinic, at)
	for _, written := range call.medicines {
		name, _, _ := strings.Cut(written, ":")
		taken, err := rules.Medicines.Read(name)
		if err != nil {
			return request, err
		}
		request.Medicines = append(request.Medicines, models.MedicinesOf(taken.ATC).Codes()...)
	}
	for _, factor := range call.factors {
		request.Factors = append(request.Factors, strings.ToLower(strings.TrimSpace(factor)))
	}
	for _, written := range call.answers {
		if err := readAnswer(rules.Triage, written, request.Answers); err != nil {
			return request, misused("answer", err)
		}
	}
	return request, nil
}

// calledAt reads when the call is; an empty flag is now.
func (s *session) calledAt(text string) (time.Time, error) {
	if text == "" {
		clock, err := s.clock()
		if err != nil {
			return time.Time{}, err
		}
		return clock.Now(), nil
	}
	at, err := bookings.ParseStart(text)
	if err != nil {
		return at, misused("at", err)
	}
	return at, nil
}

// readAnswer reads fever=yes. The same question twice is refused.
func readAnswer(guide *triage.Guide, written string, into map[string]triage.Answer) error {
	id, said, ok := strings.Cut(written, "=")
	id = strings.ToLower(strings.TrimSpace(id))
	if !ok {
		return &models.Problem{Code: "cli.answer-form", Values: map[string]any{"text": written}}
	}
	if _, twice := into[id]; twice {
		return &models.Problem{Code: "cli.answer-twice", Values: map[string]any{"text": id}}
	}
	answer, err := guide.ParseAnswer(id, said)
	if err != nil {
		return err
	}
	into[id] = answer
	return nil
}

// triageJSON is read by other programs. Level is null as long as nothing is
// found and red flags are unasked, recontact where neither a rule nor the level gives a time.
// Missing are questions that say how something was measured, and are not answered.
// Triggered are rules by their ids, scores (news2), least levels of findings (floor:spo2) and unexplained.
type triageJSON struct {
	Level           *triage.Level  `json:"level"`
	Suspected       []string       `json:"suspected"`
	Triggered       []string       `json:"triggered"`
	UnaskedRedFlags []string       `json:"unasked_red_flags"`
	Missing         []string       `json:"missing"`
	Advice          []string       `json:"advice"`
	Recontact       *recontactJSON `json:"recontact"`
	RulesVersion    string         `json:"rules_version"`
	// Withheld says that no approved rule gives a level, where the clinic shows approved rules
	// alone: a doctor is asked.
	Withheld bool `json:"withheld,omitempty"`
}

type recontactJSON struct {
	FromHours int `json:"from_hours"`
	ToHours   int `json:"to_hours"`
}

func (s *session) triage(guide *triage.Guide, request triage.Request, asJSON bool) error {
	found, err := guide.Assess(request)
	if err != nil {
		return err
	}
	var contradictions models.Problems
	for _, one := range found.Contradictions {
		contradictions = append(contradictions, guide.Contradicts(one))
	}
	if err := contradictions.OrNil(); err != nil {
		return err
	}
	if !asJSON {
		return s.writeTriage(guide, found)
	}
	out := triageJSON{
		Suspected: append([]string{}, found.Suspected...), Triggered: []string{},
		UnaskedRedFlags: append([]string{}, found.UnaskedRedFlags...), Missing: append([]string{}, found.Missing...), Advice: []string{},
		RulesVersion: found.RulesVersion, Withheld: found.Withheld,
	}
	if found.Level != "" {
		out.Level = &found.Level
	}
	for _, trigger := range found.Triggered {
		out.Triggered = append(out.Triggered, trigger.Rule)
	}
	for _, advice := range found.Advice {
		out.Advice = append(out.Advice, locale.In(advice))
	}
	if found.Recontact != nil {
		out.Recontact = &recontactJSON{FromHours: found.Recontact.From, ToHours: found.Recontact.To}
	}
	return s.writeJSON(out)
}
