package models

import (
	"encoding/json"
	"errors"
	"reflect"
	"strings"
	"testing"
)

// rename is a change as a later version may need it: "grain" is called "level".
var synthetic = []migration{
	{},
	{note: "grain is called level now.", change: func(q map[string]json.RawMessage) error {
		if g, ok := q["grain"]; ok {
			q["level"] = g
			delete(q, "grain")
		}
		return nil
	}},
	{change: func(q map[string]json.RawMessage) error {
		if string(q["level"]) == `"galaxy"` {
			return Fieldf("level", "galaxies are gone")
		}
		return nil
	}},
	{note: "Levels are lists now.", change: func(q map[string]json.RawMessage) error {
		if l, ok := q["level"]; ok {
			q["level"] = json.RawMessage("[" + string(l) + "]")
		}
		return nil
	}},
}

func TestAChainOfMigrationsIsWalkedFromTheQuerysVersion(t *testing.T) {
	for _, c := range []struct {
		raw, want string
		notes     []string
	}{
		{`{"grain":"node","hide":true,"datasource":{"uid":"x"},"intervalMs":1e3}`,
			`{"level":["node"],"hide":true,"datasource":{"uid":"x"},"intervalMs":1e3,"version":4}`, []string{"grain is called level now.", "Levels are lists now."}},
		{`{"version":1,"grain":"node"}`, `{"version":4,"level":["node"]}`, []string{"grain is called level now.", "Levels are lists now."}},
		{`{"version":2,"level":"node","future":{"n":12345678901234567890}}`, `{"version":4,"level":["node"],"future":{"n":12345678901234567890}}`, []string{"Levels are lists now."}},
		{`{"version":4,"level":["node"],"grain":"kept"}`, `{"version":4,"level":["node"],"grain":"kept"}`, []string{}},
		{`null`, `{"version":4}`, []string{"grain is called level now.", "Levels are lists now."}},
	} {
		got, notes, err := migrate([]byte(c.raw), synthetic)
		if err != nil {
			t.Fatalf("%s: %v", c.raw, err)
		}
		if !sameJSON(t, got, []byte(c.want)) || !reflect.DeepEqual(notes, c.notes) {
			t.Errorf("%s became %s with notes %q, want %s with %q", c.raw, got, notes, c.want, c.notes)
		}
	}
}

func TestAMigrationThatCannotBeDoneNamesItsStepAndTheField(t *testing.T) {
	_, _, err := migrate([]byte(`{"grain":"galaxy"}`), synthetic)
	var field *FieldError
	if !errors.As(err, &field) || field.Field != "level" || !strings.Contains(err.Error(), "version 2 could not be brought to version 3") {
		t.Error(err)
	}
}

func TestNewerVersionsAreRefused(t *testing.T) {
	for _, raw := range []string{`{"version":5}`, `{"version":1.5}`, `{"version":"1"}`, `{"version":-1}`, `{"version":[]}`, `{`, `"text"`} {
		if got, _, err := migrate([]byte(raw), synthetic); err == nil {
			t.Errorf("%s became %s", raw, got)
		}
	}
	if _, _, err := Migrate([]byte(`{"version":2}`)); err == nil || !strings.Contains(err.Error(), "version: 2 is newer than this plugin, which knows 1") {
		t.Error(err)
	}
}

func TestEveryVersionHasItsMigration(t *testing.T) {
	if len(migrations) != CurrentVersion {
		t.Fatalf("%d migrations lead to version %d", len(migrations), CurrentVersion)
	}
	got, notes, err := Migrate([]byte(`{"refId":"A","operands":[{"as":"a","signal":"ttft","colour":"red"}],"maxDataPoints":100}`))
	if err != nil || len(notes) > 0 || !sameJSON(t, got, []byte(`{"refId":"A","operands":[{"as":"a","signal":"ttft","colour":"red"}],"maxDataPoints":100,"version":1}`)) {
		t.Errorf("%s, %q, %v", got, notes, err)
	}
}

func FuzzMigrate(f *testing.F) {
	f.Add([]byte(`{"version":0,"grain":"node"}`))
	f.Add([]byte(`{"version":1,"version":3,"Version":9}`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		once, _, err := migrate(raw, synthetic)
		if err != nil {
			return
		}
		twice, notes, err := migrate(once, synthetic)
		if err != nil || len(notes) > 0 || string(twice) != string(once) {
			t.Errorf("%q is migrated twice: %q, %q, %v", raw, once, twice, err)
		}
	})
}

func sameJSON(t *testing.T, a, b []byte) bool {
	t.Helper()
	decode := func(raw []byte) (v any) {
		d := json.NewDecoder(strings.NewReader(string(raw)))
		d.UseNumber()
		if err := d.Decode(&v); err != nil {
			t.Fatalf("%s: %v", raw, err)
		}
		return v
	}
	return reflect.DeepEqual(decode(a), decode(b))
}
