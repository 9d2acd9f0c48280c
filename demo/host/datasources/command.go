package datasources

import (
	"crypto/rand"
	"errors"
	"maps"
	"strings"
)

// Command creates or changes a data source; it is the body of Grafana's POST and PUT.
type Command struct {
	Name            string            `json:"name"`
	UID             string            `json:"uid"`
	Type            string            `json:"type"`
	Access          string            `json:"access"`
	URL             string            `json:"url"`
	User            string            `json:"user"`
	Database        string            `json:"database"`
	BasicAuth       bool              `json:"basicAuth"`
	BasicAuthUser   string            `json:"basicAuthUser"`
	WithCredentials bool              `json:"withCredentials"`
	IsDefault       bool              `json:"isDefault"`
	JSONData        map[string]any    `json:"jsonData"`
	SecureJSONData  map[string]string `json:"secureJsonData"`

	readOnly bool
}

func (c Command) check() error {
	if strings.TrimSpace(c.Name) == "" || c.Type == "" {
		return errors.New("name and type are required")
	}
	return nil
}

// Add creates a data source; without a uid it gets a random one.
func (s *Store) Add(c Command) (Datasource, error) {
	if err := c.check(); err != nil {
		return Datasource{}, err
	}
	if c.UID == "" {
		c.UID = strings.ToLower(rand.Text()[:14])
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, taken := s.byUID[c.UID]; taken {
		return Datasource{}, ErrUIDExists
	}
	if s.nameTaken(c.Name, "") {
		return Datasource{}, ErrNameExists
	}
	d := &Datasource{ID: s.nextID, UID: c.UID, ReadOnly: c.readOnly, secrets: map[string]string{}}
	s.nextID++
	s.byUID[c.UID] = d
	s.apply(d, c)
	return d.clone(), nil
}

// Update changes a data source. Secrets that the command does not name keep their value; an empty
// one is removed.
func (s *Store) Update(uid string, c Command) (Datasource, error) {
	if err := c.check(); err != nil {
		return Datasource{}, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	d, ok := s.byUID[uid]
	switch {
	case !ok:
		return Datasource{}, ErrNotFound
	case d.ReadOnly:
		return Datasource{}, ErrReadOnly
	case s.nameTaken(c.Name, uid):
		return Datasource{}, ErrNameExists
	}
	s.apply(d, c)
	return d.clone(), nil
}

func (s *Store) nameTaken(name, exceptUID string) bool {
	for uid, d := range s.byUID {
		if uid != exceptUID && d.Name == name {
			return true
		}
	}
	return false
}

// apply copies a command into a data source; the caller holds the lock.
func (s *Store) apply(d *Datasource, c Command) {
	d.Name, d.Type, d.URL, d.User, d.Database = c.Name, c.Type, c.URL, c.User, c.Database
	d.BasicAuth, d.BasicAuthUser, d.WithCredentials = c.BasicAuth, c.BasicAuthUser, c.WithCredentials
	d.JSONData = maps.Clone(c.JSONData)
	if d.Access = c.Access; d.Access == "" {
		d.Access = "proxy"
	}
	for name, value := range c.SecureJSONData {
		if value == "" {
			delete(d.secrets, name)
			continue
		}
		d.secrets[name] = value
	}
	if c.IsDefault {
		for _, other := range s.byUID {
			other.IsDefault = false
		}
	}
	d.IsDefault = c.IsDefault
	d.Version++
	// The plugin keeps an instance until this changes by at least a millisecond.
	now := s.now()
	if earliest := d.updated.Add(1e6); now.Before(earliest) {
		now = earliest
	}
	d.updated = now
}
