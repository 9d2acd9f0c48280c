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

// scrape is the scrape interval assumed of the user's own PromQL: the data source's, else the slowest seen.
func (s *session) scrape(w *world) int64 {
	if text := s.env.Settings.TimeInterval; text != "" {
		if d, err := models.ParseDuration("timeInterval", text); err == nil {
			return d.Milliseconds()
		}
	}
	return max(w.gpu.native, w.engine.native, 15*second)
}
