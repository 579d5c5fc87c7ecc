package main

import (
	"errors"
	"fmt"
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
		return usageError{fmt.Errorf("%s: %s%s%s", cmd.CommandPath(), wrong, a.say("；写成 ", "; write "), how)}
	}
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
