// Command extract lists the metrics that a Go module defines, read from its text: nothing of it is built or run.
//
//	extract [-csv GLOB] [-strings REGEXP] [-columns TYPE=PREFIX] DIR
//
// It writes JSON: {"metrics": [{name, type, labels, buckets, file}], "unread": ["file:line"]}. type is left
// out, and labels and buckets are null, where they are put together while the program runs; unread names the definitions whose name is. Files that
// match -csv (below DIR) are lists of fields, one a line, with the type in the second column; a line that is commented
// out counts. String constants that match -strings are names too, of unknown type. Values of maps to
// a TYPE are columns of nvidia-smi, and gauges with the PREFIX.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"regexp"
	"strings"
)

type output struct {
	Metrics []metric `json:"metrics"`
	Unread  []string `json:"unread"`
}

// sources are where names are beside the definitions in the code.
type sources struct {
	csv, strings, columns string
}

func run(dir string, more sources) (output, error) {
	module, err := load(dir)
	if err != nil {
		return output{}, err
	}
	wanted, err := regexp.Compile(more.strings)
	if err != nil {
		return output{}, err
	}
	fields, err := readLists(dir, more.csv)
	if err != nil {
		return output{}, err
	}
	found := read(module)
	found.Metrics = append(found.Metrics, fields...)
	if more.strings != "" {
		found.Metrics = append(found.Metrics, readStrings(module, wanted)...)
	}
	if typeName, prefix, ok := strings.Cut(more.columns, "="); ok {
		found.Metrics = append(found.Metrics, readColumns(module, typeName, prefix)...)
	}
	found.Metrics = merge(found.Metrics)
	return found, nil
}

func main() {
	var more sources
	flag.StringVar(&more.csv, "csv", "", "files with lists of fields, as a pattern below the folder")
	flag.StringVar(&more.strings, "strings", "", "string constants that are names, as a regular expression")
	flag.StringVar(&more.columns, "columns", "", "type of nvidia-smi's columns, and the prefix of their metrics")
	flag.Parse()
	if flag.NArg() != 1 {
		flag.Usage()
		os.Exit(2)
	}
	found, err := run(flag.Arg(0), more)
	if err == nil {
		err = json.NewEncoder(os.Stdout).Encode(found)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
