package datasources_test

import (
	"errors"
	"testing"

	"github.com/tokenpath/tokenpath/demo/host/datasources"
	"github.com/tokenpath/tokenpath/demo/host/provision"
)

func newStore(t *testing.T) *datasources.Store {
	t.Helper()
	s, err := datasources.New([]provision.Datasource{
		{Name: "Tokenpath", UID: "tokenpath", Type: "a", IsDefault: true, Editable: true, SecureJSONData: map[string]string{"token": "t"}},
		{Name: "Prometheus", UID: "prometheus", Type: "prometheus"},
	})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestUpdateKeepsAndRemovesSecrets(t *testing.T) {
	s := newStore(t)
	before, _ := s.Get("tokenpath")
	first, _ := before.InstanceSettings()

	after, err := s.Update("tokenpath", datasources.Command{
		Name: "Renamed", Type: "a", URL: "http://new", SecureJSONData: map[string]string{"password": "p"},
	})
	if err != nil {
		t.Fatal(err)
	}
	settings, err := after.InstanceSettings()
	if err != nil {
		t.Fatal(err)
	}
	if settings.URL != "http://new" || settings.DecryptedSecureJSONData["token"] != "t" || settings.DecryptedSecureJSONData["password"] != "p" {
		t.Fatalf("got %+v", settings)
	}
	if settings.Updated.Sub(first.Updated).Milliseconds() < 1 {
		t.Fatal("the plugin would keep its old instance: updated did not move on by a millisecond")
	}
	cleared, err := s.Update("tokenpath", datasources.Command{Name: "Renamed", Type: "a", SecureJSONData: map[string]string{"token": ""}})
	if err != nil {
		t.Fatal(err)
	}
	if cleared.SecureJSONFields["token"] || !cleared.SecureJSONFields["password"] {
		t.Fatalf("got %v", cleared.SecureJSONFields)
	}
}

func TestReadOnlyAndTakenNamesAreRefused(t *testing.T) {
	s := newStore(t)
	if _, err := s.Update("prometheus", datasources.Command{Name: "x", Type: "prometheus"}); !errors.Is(err, datasources.ErrReadOnly) {
		t.Fatalf("got %v", err)
	}
	if _, err := s.Delete("prometheus"); !errors.Is(err, datasources.ErrReadOnly) {
		t.Fatalf("got %v", err)
	}
	if _, err := s.Add(datasources.Command{Name: "Tokenpath", Type: "a"}); !errors.Is(err, datasources.ErrNameExists) {
		t.Fatalf("got %v", err)
	}
	if _, err := s.Add(datasources.Command{Name: "Other", Type: "a", UID: "tokenpath"}); !errors.Is(err, datasources.ErrUIDExists) {
		t.Fatalf("got %v", err)
	}
	if _, err := s.Update("nobody", datasources.Command{Name: "x", Type: "a"}); !errors.Is(err, datasources.ErrNotFound) {
		t.Fatalf("got %v", err)
	}
}

func TestOneDefaultAtATime(t *testing.T) {
	s := newStore(t)
	added, err := s.Add(datasources.Command{Name: "Second", Type: "a", IsDefault: true})
	if err != nil {
		t.Fatal(err)
	}
	if def, _ := s.Default(); def.UID != added.UID || added.UID == "" {
		t.Fatalf("got %q, want %q", def.UID, added.UID)
	}
	if old, _ := s.Get("tokenpath"); old.IsDefault {
		t.Fatal("the old default must lose the mark")
	}
	if _, err := s.Delete(added.UID); err != nil {
		t.Fatal(err)
	}
	if def, ok := s.Default(); !ok || def.Name != "Prometheus" {
		t.Fatalf("without a mark the first by name is the default, got %q", def.Name)
	}
}

func TestWhatAStoreHandsOutIsACopy(t *testing.T) {
	s := newStore(t)
	d, _ := s.Get("tokenpath")
	d.JSONData["x"] = 1
	if again, _ := s.Get("tokenpath"); again.JSONData["x"] != nil {
		t.Fatal("the store's own data was changed")
	}
}
