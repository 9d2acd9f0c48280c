package promapi

// decodeMetadata reads {"metric": [{"type":…, "help":…, "unit":…}, …], …}.
func decodeMetadata(b *body, limits Limits) (found map[string][]Metadata, notes []string, err error) {
	s := newScanner(b, limits.Bytes)
	found = map[string][]Metadata{}
	count := 0
	notes, err = s.envelope(func() error {
		return s.object(func(metric string) error {
			return s.array(func() error {
				if count++; count > limits.Series {
					return &LimitError{Limit: limitMetadata, Max: int64(limits.Series), Seen: int64(count), AtLeast: true}
				}
				m, err := s.metadata()
				found[metric] = append(found[metric], m)
				return err
			})
		})
	})
	return found, notes, err
}

func (s *scanner) metadata() (m Metadata, err error) {
	err = s.object(func(key string) error {
		switch key {
		case "type":
			return s.textInto(&m.Type)
		case "help":
			return s.textInto(&m.Help)
		case "unit":
			return s.textInto(&m.Unit)
		}
		return s.skip(0)
	})
	return m, err
}
