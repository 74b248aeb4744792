package triage

import (
	"nursedesk/app/rulebook"
	"nursedesk/models"
)

type (
	text       = rulebook.Located[string]
	translated = rulebook.Located[models.Text]
)

// The file* types are the guide as it stands in YAML. Where a row is
// [rulebook.Said], its text stands among its other keys: sv, en.
type fileGuide struct {
	Version        text                                                `yaml:"version"`
	LastDay        rulebook.Located[fileLastDay]                       `yaml:"last_day"`
	UnknownRedFlag rulebook.Located[rulebook.Origin]                   `yaml:"unknown_red_flag"`
	AtLeast        rulebook.Located[rulebook.Origin]                   `yaml:"at_least"`
	OutsideHours   rulebook.Located[fileOutsideHours]                  `yaml:"outside_hours"`
	Unexplained    rulebook.Located[fileUnexplained]                   `yaml:"unexplained"`
	NothingFound   rulebook.Located[fileNothingFound]                  `yaml:"nothing_found"`
	Unanswered     rulebook.Located[rulebook.Said[fileUnanswered]]     `yaml:"unanswered"`
	Levels         []rulebook.Located[fileLevel]                       `yaml:"levels"`
	Complications  []rulebook.Located[rulebook.Said[fileComplication]] `yaml:"complications"`
	Groups         []rulebook.Located[fileGroup]                       `yaml:"groups"`
	Reasons        rulebook.Located[fileReasons]                       `yaml:"reasons"`
	Terms          []rulebook.Located[fileTerm]                        `yaml:"terms"`
	Scores         []rulebook.Located[fileScore]                       `yaml:"scores"`
	Rules          []rulebook.Located[fileRule]                        `yaml:"rules"`
}

type fileLastDay struct {
	rulebook.Origin `yaml:",inline"`

	Day int `yaml:"day"`
}

type fileOutsideHours struct {
	rulebook.Origin `yaml:",inline"`

	From text `yaml:"from"`
	To   text `yaml:"to"`
}

type fileUnexplained struct {
	rulebook.Origin `yaml:",inline"`

	Level text       `yaml:"level"`
	Tell  translated `yaml:"tell"`
	Do    translated `yaml:"do"`
}

type fileNothingFound struct {
	rulebook.Origin `yaml:",inline"`

	Level text `yaml:"level"`
}

type fileUnanswered struct {
	rulebook.Origin `yaml:",inline"`

	Tries rulebook.Located[int] `yaml:"tries"`
	Apart rulebook.Located[int] `yaml:"apart_minutes"`
}

type fileLevel struct {
	rulebook.Origin `yaml:",inline"`

	ID         text                                              `yaml:"id"`
	Name       translated                                        `yaml:"name"`
	Tell       translated                                        `yaml:"tell"`
	SafetyNet  translated                                        `yaml:"safety_net"`
	Callback   rulebook.Located[int]                             `yaml:"callback_minutes"`
	Escalation []rulebook.Located[rulebook.Said[fileEscalation]] `yaml:"escalation"`
	Visit      text                                              `yaml:"visit_days"`
	Recontact  text                                              `yaml:"recontact_hours"`
	Alarm      translated                                        `yaml:"alarm"`
	Notify     translated                                        `yaml:"notify"`
}

type fileEscalation struct {
	Minutes int `yaml:"minutes"`
}

type fileReasons struct {
	rulebook.Origin `yaml:",inline"`

	Of []rulebook.Located[rulebook.Said[fileReason]] `yaml:"of"`
}

type fileReason struct {
	ID        text                    `yaml:"id"`
	Groups    []rulebook.Located[int] `yaml:"groups"`
	Complaint *bool                   `yaml:"complaint"`
}

type fileComplication struct {
	ID text `yaml:"id"`
}

type fileGroup struct {
	Title   translated                     `yaml:"title"`
	Breaths []rulebook.Located[fileBreath] `yaml:"breaths"`
}

type fileBreath struct {
	Ask      translated                                     `yaml:"ask"`
	Asked    rulebook.Located[fileAsked]                    `yaml:"asked"`
	Findings []rulebook.Located[rulebook.Said[fileFinding]] `yaml:"findings"`
}

type fileAsked struct {
	Procedures []text `yaml:"procedures"`
	Days       text   `yaml:"days"`
	Of         []text `yaml:"of"`
	After      text   `yaml:"after"`
}

type fileFinding struct {
	ID            text                                          `yaml:"id"`
	RedFlag       bool                                          `yaml:"red_flag"`
	Circumstance  bool                                          `yaml:"circumstance"`
	NotApplicable translated                                    `yaml:"not_applicable"`
	AtLeast       text                                          `yaml:"at_least"`
	Number        rulebook.Located[fileNumber]                  `yaml:"number"`
	Choices       []rulebook.Located[rulebook.Said[fileChoice]] `yaml:"choices"`
	Known         rulebook.Located[fileKnown]                   `yaml:"known"`
	DetailOf      rulebook.Located[fileDetail]                  `yaml:"detail_of"`
}

type fileNumber struct {
	rulebook.Origin `yaml:",inline"`

	Least    *float64        `yaml:"least"`
	Most     *float64        `yaml:"most"`
	Unit     translated      `yaml:"unit"`
	Decimals int             `yaml:"decimals"`
	Normal   text            `yaml:"normal"`
	Method   text            `yaml:"method"`
	AtLeast  map[string]text `yaml:"at_least"`
}

type fileChoice struct {
	ID text `yaml:"id"`
}

type fileKnown struct {
	Classes []text `yaml:"classes"`
	Codes   []text `yaml:"codes"`
	Factors []text `yaml:"factors"`
}

type fileDetail struct {
	Finding text                      `yaml:"finding"`
	From    rulebook.Located[float64] `yaml:"from"`
}

type fileScore struct {
	rulebook.Origin `yaml:",inline"`

	ID      text                              `yaml:"id"`
	Name    translated                        `yaml:"name"`
	Parts   []rulebook.Located[fileScorePart] `yaml:"parts"`
	AtLeast map[string]rulebook.Located[int]  `yaml:"at_least"`
}

type fileScorePart struct {
	Name   translated   `yaml:"name"`
	Points map[int]text `yaml:"points"`
}

type fileTerm struct {
	rulebook.Origin `yaml:",inline"`

	ID   text `yaml:"id"`
	When text `yaml:"when"`
}

type fileRule struct {
	rulebook.Origin `yaml:",inline"`

	ID         text                         `yaml:"id"`
	Title      translated                   `yaml:"title"`
	Procedures []text                       `yaml:"procedures"`
	When       text                         `yaml:"when"`
	Cases      []rulebook.Located[fileCase] `yaml:"cases"`
	Tell       translated                   `yaml:"tell"`
	Do         translated                   `yaml:"do"`
	Also       []text                       `yaml:"also"`
	Recontact  text                         `yaml:"recontact_hours"`
}

type fileCase struct {
	Level      text                  `yaml:"level"`
	Raise      rulebook.Located[int] `yaml:"raise"`
	Ceiling    text                  `yaml:"ceiling"`
	Days       text                  `yaml:"days"`
	Ends       text                  `yaml:"ends"`
	Procedures []text                `yaml:"procedures"`
	When       text                  `yaml:"when"`
	Suspect    []text                `yaml:"suspect"`
	Visit      text                  `yaml:"visit_days"`
}
