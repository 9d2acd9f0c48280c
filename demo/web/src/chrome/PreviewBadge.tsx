import { Badge } from '@grafana/ui';

const EXPLANATION =
  "This page runs the plugin's real build and backend with Grafana's libraries. Core panels are stand-ins, and " +
  'nothing here shows that a Grafana accepts the plugin.';

/** Says on every page that this is not Grafana. */
export function PreviewBadge() {
  return (
    <Badge
      text="Preview – not Grafana"
      color="orange"
      icon="info-circle"
      tooltip={EXPLANATION}
      data-testid="data-testid preview-badge"
    />
  );
}
