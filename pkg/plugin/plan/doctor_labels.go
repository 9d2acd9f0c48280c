package plan

import "context"

func (d *examination) lookAtLabels(_ context.Context) error { return nil }
