package triage

import (
	"nursedesk/app/rulefile"
	"nursedesk/models"
)

type (
	text       = rulefile.Located[string]
	translated = rulefile.Located[models.Text]
)

// The file* types are the guide as it stands in YAML.
type fileGuide struct {
	Version        text                                 `yaml:"version"`
	LastDay        rulefile.Located[fileLastDay]        `yaml:"last_day"`
	UnknownRedFlag rulefile.Located[rulefile.Origin]    `yaml:"unknown_red_flag"`
	AtLeast        rulefile.Located[rulefile.Origin]    `yaml:"at_least"`
	OutsideHours   rulefile.Located[fileOutsideHours]   `yaml:"outside_hours"`
	Unexplained    rulefile.Located[fileUnexplained]    `yaml:"unexplained"`
	NothingFound   rulefile.Located[fileNothingFound]   `yaml:"nothing_found"`
	Unanswered     rulefile.Located[fileUnanswered]     `yaml:"unanswered"`
	Levels         []rulefile.Located[fileLevel]        `yaml:"levels"`
	Complications  []rulefile.Located[fileComplication] `yaml:"complications"`
	Groups         []rulefile.Located[fileGroup]        `yaml:"groups"`
	Reasons        rulefile.Located[fileReasons]        `yaml:"reasons"`
	Terms          []rulefile.Located[fileTerm]         `yaml:"terms"`
	Scores         []rulefile.Located[fileScore]        `yaml:"scores"`
	Rules          []rulefile.Located[fileRule]         `yaml:"rules"`
}

type fileLastDay struct {
	rulefile.Origin `yaml:",inline"`

	Day int `yaml:"day"`
}

type fileOutsideHours struct {
	rulefile.Origin `yaml:",inline"`

	From text `yaml:"from"`
	To   text `yaml:"to"`
}

type fileUnexplained struct {
	rulefile.Origin `yaml:",inline"`

	Level text       `yaml:"level"`
	Tell  translated `yaml:"tell"`
	Do    translated `yaml:"do"`
}

type fileNothingFound struct {
	rulefile.Origin `yaml:",inline"`

	Level text `yaml:"level"`
}

type fileUnanswered struct {
	rulefile.Origin `yaml:",inline"`

	Tries rulefile.Located[int] `yaml:"tries"`
	Apart rulefile.Located[int] `yaml:"apart_minutes"`
	SV    text                  `yaml:"sv"`
	EN    text                  `yaml:"en"`
}

type fileLevel struct {
	rulefile.Origin `yaml:",inline"`

	ID         text                               `yaml:"id"`
	Name       translated                         `yaml:"name"`
	Tell       translated                         `yaml:"tell"`
	SafetyNet  translated                         `yaml:"safety_net"`
	Callback   rulefile.Located[int]              `yaml:"callback_minutes"`
	Escalation []rulefile.Located[fileEscalation] `yaml:"escalation"`
	Visit      text                               `yaml:"visit_days"`
	Recontact  text                               `yaml:"recontact_hours"`
	Alarm      translated                         `yaml:"alarm"`
}

type fileEscalation struct {
	Minutes int  `yaml:"minutes"`
	SV      text `yaml:"sv"`
	EN      text `yaml:"en"`
}

type fileReasons struct {
	rulefile.Origin `yaml:",inline"`

	Of []rulefile.Located[fileReason] `yaml:"of"`
}

type fileReason struct {
	ID        text                    `yaml:"id"`
	SV        text                    `yaml:"sv"`
	EN        text                    `yaml:"en"`
	Groups    []rulefile.Located[int] `yaml:"groups"`
	Complaint *bool                   `yaml:"complaint"`
}

type fileComplication struct {
	ID text `yaml:"id"`
	SV text `yaml:"sv"`
	EN text `yaml:"en"`
}

type fileGroup struct {
	Title   translated                     `yaml:"title"`
	Breaths []rulefile.Located[fileBreath] `yaml:"breaths"`
}

type fileBreath struct {
	Ask      translated                      `yaml:"ask"`
	Asked    rulefile.Located[fileAsked]     `yaml:"asked"`
	Findings []rulefile.Located[fileFinding] `yaml:"findings"`
}

type fileAsked struct {
	Procedures []text `yaml:"procedures"`
	Days       text   `yaml:"days"`
	Of         []text `yaml:"of"`
	After      text   `yaml:"after"`
}

type fileFinding struct {
	ID            text                           `yaml:"id"`
	SV            text                           `yaml:"sv"`
	EN            text                           `yaml:"en"`
	RedFlag       bool                           `yaml:"red_flag"`
	Circumstance  bool                           `yaml:"circumstance"`
	NotApplicable translated                     `yaml:"not_applicable"`
	AtLeast       text                           `yaml:"at_least"`
	Number        rulefile.Located[fileNumber]   `yaml:"number"`
	Choices       []rulefile.Located[fileChoice] `yaml:"choices"`
	Known         rulefile.Located[fileKnown]    `yaml:"known"`
	DetailOf      rulefile.Located[fileDetail]   `yaml:"detail_of"`
}

type fileNumber struct {
	rulefile.Origin `yaml:",inline"`

	Least    *float64        `yaml:"least"`
	Most     *float64        `yaml:"most"`
	Unit     models.Text     `yaml:"unit"`
	Decimals int             `yaml:"decimals"`
	Normal   text            `yaml:"normal"`
	Method   text            `yaml:"method"`
	AtLeast  map[string]text `yaml:"at_least"`
}

type fileChoice struct {
	ID text `yaml:"id"`
	SV text `yaml:"sv"`
	EN text `yaml:"en"`
}

type fileKnown struct {
	Classes []text `yaml:"classes"`
	Codes   []text `yaml:"codes"`
	Factors []text `yaml:"factors"`
}

type fileDetail struct {
	Finding text                      `yaml:"finding"`
	From    rulefile.Located[float64] `yaml:"from"`
}

type fileScore struct {
	rulefile.Origin `yaml:",inline"`

	ID      text                              `yaml:"id"`
	Name    translated                        `yaml:"name"`
	Parts   []rulefile.Located[fileScorePart] `yaml:"parts"`
	AtLeast map[string]rulefile.Located[int]  `yaml:"at_least"`
}

type fileScorePart struct {
	Name   translated   `yaml:"name"`
	Points map[int]text `yaml:"points"`
}

type fileTerm struct {
	rulefile.Origin `yaml:",inline"`

	ID   text `yaml:"id"`
	When text `yaml:"when"`
}

type fileRule struct {
	rulefile.Origin `yaml:",inline"`

	ID         text                         `yaml:"id"`
	Title      translated                   `yaml:"title"`
	Procedures []text                       `yaml:"procedures"`
	When       text                         `yaml:"when"`
	Cases      []rulefile.Located[fileCase] `yaml:"cases"`
	Tell       translated                   `yaml:"tell"`
	Do         translated                   `yaml:"do"`
	Also       []text                       `yaml:"also"`
	Recontact  text                         `yaml:"recontact_hours"`
}

type fileCase struct {
	Level      text                  `yaml:"level"`
	Raise      rulefile.Located[int] `yaml:"raise"`
	Ceiling    text                  `yaml:"ceiling"`
	Days       text                  `yaml:"days"`
	Ends       text                  `yaml:"ends"`
	Procedures []text                `yaml:"procedures"`
	When       text                  `yaml:"when"`
	Suspect    []text                `yaml:"suspect"`
	Visit      text                  `yaml:"visit_days"`
}
