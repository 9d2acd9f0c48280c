import { type GrafanaTheme2 } from '@grafana/data';

/** What stands below a picture and says what is seen in it: items in lines, as many as there is room for. */
export const legendList = (theme: GrafanaTheme2) => ({
  display: 'flex',
  flexWrap: 'wrap' as const,
  columnGap: theme.spacing(1.5),
  margin: 0,
  padding: theme.spacing(0.5, 0, 0, 0),
  listStyle: 'none',
  fontSize: theme.typography.bodySmall.fontSize,
});
