package models

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// migration brings a query from one version to the next. It works on the JSON itself, so that fields which only a
// newer or an older plugin, or Grafana, knows about survive.
type migration struct {
	// note tells the user what was changed; empty where nothing that they know changed.
	note string
	// change edits the query's fields.
	change func(query map[string]json.RawMessage) error
}

// migrations lead from version i to i+1; there are as many as CurrentVersion says. Version 0 is a query without a
// version: an empty new one, or one that was written by hand or provisioned. Its shape is that of version 1.
var migrations = []migration{{}}

// Migrate brings a query's JSON to the current version and tells what was changed. A query of a newer version is
// refused: what it means is not known here. Alert rules never pass the front end, so this is the only place where
// stored queries are brought up to date.
func Migrate(raw []byte) (json.RawMessage, []string, error) {
	return migrate(raw, migrations)
}

func migrate(raw []byte, chain []migration) (json.RawMessage, []string, error) {
	var query map[string]json.RawMessage
	if err := json.Unmarshal(raw, &query); err != nil {
		return nil, nil, unreadable(err)
	}
	version, err := versionOf(query["version"], len(chain))
	if err != nil {
		return nil, nil, err
	}
	notes := []string{}
	if version == len(chain) {
		return raw, notes, nil
	}
	if query == nil {
		query = map[string]json.RawMessage{}
	}
	for from, m := range chain[version:] {
		if m.change != nil {
			if err := m.change(query); err != nil {
				return nil, nil, fmt.Errorf("a query of version %d could not be brought to version %d: %w", version+from, version+from+1, err)
			}
		}
		if m.note != "" {
			notes = append(notes, m.note)
		}
	}
	query["version"] = json.RawMessage(fmt.Sprint(len(chain)))
	out, err := json.Marshal(query)
	if err != nil {
		return nil, nil, Fieldf("query", "could not be written again: %v", err)
	}
	return out, notes, nil
}

// versionOf reads a query's version; absent, null and 0 mean that there is none.
func versionOf(raw json.RawMessage, current int) (int, error) {
	if len(raw) == 0 || bytes.Equal(raw, []byte("null")) {
		return 0, nil
	}
	version := 0
	if err := json.Unmarshal(raw, &version); err != nil || version < 0 {
		return 0, Fieldf("version", "%.20s is no version; it is a whole number, %d now", raw, current)
	}
	if version > current {
		return 0, Fieldf("version", "%d is newer than this plugin, which knows %d", version, current)
	}
	return version, nil
}
