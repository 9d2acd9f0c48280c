package datasources

import (
	"errors"
	"fmt"
	"sort"
	"strings"
	"sync"
	"time"

	"github.com/tokenpath/tokenpath/demo/host/provision"
)

// Errors of a Store; the HTTP API answers each with the status that Grafana gives it.
var (
	ErrNotFound   = errors.New("data source not found")
	ErrNameExists = errors.New("data source with the same name already exists")
	ErrUIDExists  = errors.New("data source with the same uid already exists")
	ErrReadOnly   = errors.New("cannot change a read-only data source (provisioning: editable: false)")
)

// Store holds the data sources of the preview.
type Store struct {
	mu     sync.RWMutex
	byUID  map[string]*Datasource
	nextID int64
	now    func() time.Time
}

// New fills a store with what was provisioned.
func New(provisioned []provision.Datasource) (*Store, error) {
	s := &Store{byUID: map[string]*Datasource{}, nextID: 1, now: time.Now}
	for _, p := range provisioned {
		_, err := s.Add(Command{
			Name: p.Name, UID: p.UID, Type: p.Type, Access: p.Access, URL: p.URL, User: p.User,
			Database: p.Database, BasicAuth: p.BasicAuth, BasicAuthUser: p.BasicAuthUser,
			WithCredentials: p.WithCredentials, IsDefault: p.IsDefault,
			JSONData: p.JSONData, SecureJSONData: p.SecureJSONData, readOnly: !p.Editable,
		})
		if err != nil {
			return nil, fmt.Errorf("provisioned data source %s: %w", p.Name, err)
		}
	}
	return s, nil
}

// All returns every data source, sorted by name.
func (s *Store) All() []Datasource {
	s.mu.RLock()
	defer s.mu.RUnlock()
	all := make([]Datasource, 0, len(s.byUID))
	for _, d := range s.byUID {
		all = append(all, d.clone())
	}
	sort.Slice(all, func(i, j int) bool { return strings.ToLower(all[i].Name) < strings.ToLower(all[j].Name) })
	return all
}

// Get returns a data source by uid.
func (s *Store) Get(uid string) (Datasource, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	d, ok := s.byUID[uid]
	if !ok {
		return Datasource{}, ErrNotFound
	}
	return d.clone(), nil
}

// Find returns the first data source that matches, in the order of All.
func (s *Store) Find(match func(Datasource) bool) (Datasource, error) {
	for _, d := range s.All() {
		if match(d) {
			return d, nil
		}
	}
	return Datasource{}, ErrNotFound
}

// Default returns the data source marked as default, else the first one; false when there is none.
func (s *Store) Default() (Datasource, bool) {
	if d, err := s.Find(func(d Datasource) bool { return d.IsDefault }); err == nil {
		return d, true
	}
	d, err := s.Find(func(Datasource) bool { return true })
	return d, err == nil
}

// Delete removes a data source.
func (s *Store) Delete(uid string) (Datasource, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	d, ok := s.byUID[uid]
	if !ok {
		return Datasource{}, ErrNotFound
	}
	if d.ReadOnly {
		return Datasource{}, ErrReadOnly
	}
	delete(s.byUID, uid)
	return d.clone(), nil
}
