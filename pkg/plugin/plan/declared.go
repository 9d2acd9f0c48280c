package plan

import (
	"github.com/tokenpath/tokenpath/pkg/catalog"
	"github.com/tokenpath/tokenpath/pkg/models"
)

// declaredOr is a family's declared scrape interval in ms, or a default. Settings were checked when they were read.
func (s *session) declaredOr(f catalog.Family, otherwise int64) int64 {
	if text := s.env.Settings.NativeStep[string(f)]; text != "" {
		if d, err := models.ParseDuration("nativeStep."+string(f), text); err == nil {
			return d.Milliseconds()
		}
	}
	return otherwise
}
