package main

import (
	"errors"
	"fmt"
	"runtime"
	"runtime/debug"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"nursedesk/models"
	"nursedesk/views/locale"
)

// version is set from git when an installer is made: -ldflags "-X main.version=…".
var version = "0.1.0"

func (s *session) rootCommand() *cobra.Command {
	root := &cobra.Command{
		Use:           "nursedesk",
		Short:         locale.T("cli.root"),
		Args:          noArguments,
		SilenceErrors: true,
		SilenceUsage:  true,
		PersistentPreRun: func(*cobra.Command, []string) {
			s.started = true
		},
		RunE: func(cmd *cobra.Command, _ []string) error { return s.openWindow(cmd.Context()) },
	}
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return flagProblem(err) })
	root.SetOut(s.out)
	root.SetErr(s.err)
	root.CompletionOptions.HiddenDefaultCmd = true // the installers ask for it
	root.PersistentFlags().StringVar(&s.database, "database", "", locale.T("cli.flag.database"))
	root.Flags().StringVar(&s.trialOf, trialOf, "", "")
	_ = root.Flags().MarkHidden(trialOf) // the program itself says it
	root.PersistentFlags().StringVar(&s.now, "now", "", locale.T("cli.flag.now"))
	root.PersistentFlags().BoolVar(&s.anew, "new", false, locale.T("cli.flag.new"))
	root.PersistentFlags().BoolVar(&s.withoutCopy, "without-copy", false, locale.T("cli.flag.without-copy"))
	root.PersistentFlags().StringVar(&s.sheetTexts, "sheet-texts", "", locale.T("cli.flag.sheet-texts"))
	root.AddCommand(
		s.planCommand(), s.importCommand(), s.worklistCommand(), s.bookingsCommand(), s.moveCommand(),
		s.cancelCommand(), s.sheetCommand(), s.calendarCommand(), s.sheetTextsCommand(), s.exportCommand(), s.logExtractCommand(), s.mergeCommand(), s.restrictCommand(), s.eraseCommand(),
		s.triageCommand(), s.demoCommand(), s.checkCommand(), s.staffCommand(), s.backupCommand(), s.restoreCommand(), s.passwordCommand(), s.openIDCommand(), s.emergencyListCommand(), s.moveDatabaseCommand(), s.versionCommand(),
	)
	speak(root)
	return root
}

// noArguments refuses words that are neither command nor flag.
func noArguments(_ *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	return &models.Problem{Code: "cli.unknown-word", Values: map[string]any{"text": args[0]}}
}

// flagProblem says in the user's language what is wrong with a flag.
func flagProblem(err error) error {
	var unknown *pflag.NotExistError
	var missing *pflag.ValueRequiredError
	var invalid *pflag.InvalidValueError
	switch {
	case errors.As(err, &unknown):
		return &models.Problem{Code: "cli.unknown-flag", Values: map[string]any{"flag": "--" + unknown.GetSpecifiedName()}}
	case errors.As(err, &missing):
		return &models.Problem{Code: "cli.flag-value", Values: map[string]any{"flag": "--" + missing.GetSpecifiedName()}}
	case errors.As(err, &invalid):
		return &models.Problem{Code: "cli.flag-bad-value", Values: map[string]any{
			"flag": "--" + invalid.GetFlag().Name, "text": invalid.GetValue(),
		}}
	}
	return err
}

// required asks for flags that a command can't do without.
func required(command *cobra.Command, flags ...string) error {
	for _, name := range flags {
		if !command.Flags().Changed(name) {
			return fmt.Errorf("%w: %w", errUsage, &models.Problem{Code: "cli.flag-required", Values: map[string]any{"flag": "--" + name}})
		}
	}
	return nil
}

// exactlyOne asks for one of two flags.
func exactlyOne(command *cobra.Command, one, other string) error {
	if command.Flags().Changed(one) != command.Flags().Changed(other) {
		return nil
	}
	return either(one, other)
}

func either(one, other string) error {
	return fmt.Errorf("%w: %w", errUsage, &models.Problem{
		Code: "cli.flag-either", Values: map[string]any{"one": "--" + one, "other": "--" + other},
	})
}

// speak puts cobra's own words into the user's language.
func speak(root *cobra.Command) {
	root.SetUsageTemplate(fmt.Sprintf(`%s
  {{if .HasAvailableSubCommands}}{{.CommandPath}} [%s]{{else}}{{.UseLine}}{{end}}
{{if .HasAvailableSubCommands}}
%s{{range .Commands}}{{if .IsAvailableCommand}}
  {{rpad .Name .NamePadding}} {{.Short}}{{end}}{{end}}
{{end}}{{if .HasAvailableLocalFlags}}
%s
{{.LocalFlags.FlagUsages | trimTrailingWhitespaces}}
{{end}}{{if .HasAvailableInheritedFlags}}
%s
{{.InheritedFlags.FlagUsages | trimTrailingWhitespaces}}
{{end}}`,
		locale.T("cli.usage"), locale.T("cli.command"), locale.T("cli.commands"),
		locale.T("cli.flags"), locale.T("cli.global-flags")))
	root.InitDefaultHelpCmd()
	root.InitDefaultHelpFlag()
	for _, command := range root.Commands() {
		command.InitDefaultHelpFlag()
		if command.Name() == "help" {
			command.Use = "help [" + locale.T("cli.command") + "]"
			command.Short = locale.T("cli.help")
		}
	}
	for _, command := range append(root.Commands(), root) {
		if flag := command.Flags().Lookup("help"); flag != nil {
			flag.Usage = locale.T("cli.help")
		}
	}
}

func (s *session) versionCommand() *cobra.Command {
	return &cobra.Command{
		Use: "version", Short: locale.T("cli.version"), Args: noArguments,
		RunE: func(*cobra.Command, []string) error {
			return s.write("nursedesk %s%s (%s, %s/%s)\n", version, revision(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
		},
	}
}

// revision is the commit that the program was built from, where the build knows it.
func revision() string {
	if commit := buildSetting("vcs.revision"); len(commit) >= 12 {
		return "+" + commit[:12]
	}
	return ""
}

// builtAt is when that commit was made; the zero time where the build does not know it.
func builtAt() time.Time {
	made, err := time.Parse(time.RFC3339, buildSetting("vcs.time"))
	if err != nil {
		return time.Time{}
	}
	return made
}

func buildSetting(name string) string {
	build, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	for _, setting := range build.Settings {
		if setting.Key == name {
			return setting.Value
		}
	}
	return ""
}
