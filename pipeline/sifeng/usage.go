package main

import (
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"sifeng/pipeline/comment"
)

// between checks the number of arguments; max < 0 means any number.
func (a *app) between(min, max int) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) >= min && (max < 0 || len(args) <= max) {
			return nil
		}
		wrong := a.say("参数个数不对", "wrong number of arguments")
		if len(args) < min {
			wrong = a.say("还缺参数", "an argument is missing")
		}
		how := strings.TrimSpace(cmd.Example)
		switch {
		case cmd.Name() == "query" && len(args) > 1:
			how = "sifeng query " + args[0] + " " + paramFlags(args[0], args[1:])
		case how == "":
			how = cmd.UseLine()
		}
		if a.chinese {
			how = useInChinese(how)
		}
		return usageError{fmt.Errorf("%s: %s%s%s", cmd.CommandPath(), wrong, a.say("；写成 ", "; write "), how)}
	}
}

// speakChinese makes a command and those below it show their usage in Chinese; cobra knows English only.
func speakChinese(cmd *cobra.Command) {
	if !cmd.HasParent() {
		cmd.SetUsageFunc(chineseUsage)
		cmd.InitDefaultVersionFlag()
		cmd.Flags().Lookup("version").Usage = "显示版本"
		cmd.InitDefaultHelpCmd()
	}
	cmd.InitDefaultHelpFlag()
	cmd.Flags().Lookup("help").Usage = "显示帮助"
	if cmd.Name() == "help" {
		cmd.Short = "显示某个命令的帮助"
	}
	for _, c := range cmd.Commands() {
		speakChinese(c)
	}
}

// useInChinese puts what cobra adds to a line of use into Chinese.
func useInChinese(line string) string { return strings.Replace(line, "[flags]", "[选项]", 1) }

// defaultValue is how pflag tells what holds where a flag is not given.
var defaultValue = regexp.MustCompile(`(?m) \(default (.*)\)$`)

// chineseUsage writes the usage of a command as cobra does.
func chineseUsage(cmd *cobra.Command) error {
	var b strings.Builder
	b.WriteString("用法：\n")
	if cmd.Runnable() {
		fmt.Fprintf(&b, "  %s\n", useInChinese(cmd.UseLine()))
	}
	if cmd.HasAvailableSubCommands() {
		fmt.Fprintf(&b, "  %s [命令]\n", cmd.CommandPath())
	}
	if cmd.HasExample() {
		fmt.Fprintf(&b, "\n例子：\n%s\n", cmd.Example)
	}
	if cmd.HasAvailableSubCommands() {
		b.WriteString("\n命令：\n")
		for _, c := range cmd.Commands() {
			if c.IsAvailableCommand() || c.Name() == "help" {
				fmt.Fprintf(&b, "  %-*s %s\n", c.NamePadding(), c.Name(), c.Short)
			}
		}
	}
	if cmd.HasAvailableLocalFlags() {
		fmt.Fprintf(&b, "\n选项：\n%s\n", strings.TrimRight(defaultValue.ReplaceAllString(cmd.LocalFlags().FlagUsages(), "（默认 $1）"), " \n"))
	}
	if cmd.HasAvailableSubCommands() {
		fmt.Fprintf(&b, "\n某个命令的用法见 %s [命令] --help\n", cmd.CommandPath())
	}
	_, err := io.WriteString(cmd.OutOrStderr(), b.String())
	return err
}

// paramFlags gives words after the name of a saved question as they should have been typed: the first names the question's first parameter
// where it names none.
func paramFlags(question string, words []string) string {
	catalog, _ := allQueries() // without it the name of the parameter stays open
	var flags []string
	for i, word := range words {
		if name, _, named := strings.Cut(word, "="); !named || name == "" {
			param := "NAME"
			for _, q := range catalog {
				if q.Name == question && i < len(q.Params) {
					param = q.Params[i].Name
				}
			}
			word = param + "=" + word
		}
		if strings.ContainsAny(word, " \t'\"") {
			word = "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
		}
		flags = append(flags, "--param "+word)
	}
	return strings.Join(flags, " ")
}

// flagError words what is wrong with a flag in both languages, with its name. Where it is a parameter of a saved question, it says how to give that.
func flagError(cmd *cobra.Command, err error) error {
	var unknown *pflag.NotExistError
	var valueless *pflag.ValueRequiredError
	var invalid *pflag.InvalidValueError
	var syntax *pflag.InvalidSyntaxError
	switch {
	case errors.As(err, &unknown) && unknown.GetSpecifiedShortnames() != "":
		err = comment.Say("没有 -%s 这个选项", "unknown flag: -%s", unknown.GetSpecifiedName())
	case errors.As(err, &unknown):
		name := unknown.GetSpecifiedName()
		if cmd.Flags().Lookup("param") != nil && isParam(name) {
			err = comment.Say("没有 --%s 这个选项；问题的参数写成 --param %[1]s=值", "unknown flag: --%s; a parameter of a question is given as --param %[1]s=VALUE", name)
		} else {
			err = comment.Say("没有 --%s 这个选项", "unknown flag: --%s", name)
		}
	case errors.As(err, &valueless):
		err = comment.Say("选项 %s 后面缺值", "flag needs a value: %s", typed(valueless.GetFlag(), valueless.GetSpecifiedShortnames()))
	case errors.As(err, &invalid):
		err = comment.Say("选项 --%s 的值 %q 不对：%v", "flag --%s cannot be %q: %v", invalid.GetFlag().Name, invalid.GetValue(), errors.Unwrap(invalid))
	case errors.As(err, &syntax):
		err = comment.Say("选项写法不对：%s", "bad flag syntax: %s", syntax.GetSpecifiedFlag())
	}
	return usageError{err}
}

// typed is a flag as it was typed.
func typed(f *pflag.Flag, short string) string {
	if short != "" {
		return "-" + f.Shorthand
	}
	return "--" + f.Name
}

// isParam says that a saved question has a parameter of that name.
func isParam(name string) bool {
	catalog, _ := allQueries()
	for _, q := range catalog {
		for _, p := range q.Params {
			if p.Name == name {
				return true
			}
		}
	}
	return false
}
