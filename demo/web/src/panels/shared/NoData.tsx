import { css } from '@emotion/css';
import { LoadingState } from '@grafana/data';
import type { GrafanaTheme2, PanelData } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

interface Props {
  data: PanelData;
  /** What stands in place of a figure; Grafana's option "No value". */
  text?: string;
}

/** What a panel shows while it has nothing to draw: nothing yet, or "No data". */
export function NoData({ data, text = 'No data' }: Props) {
  const styles = useStyles2(getStyles);
  const waiting = data.state === LoadingState.Loading || data.state === LoadingState.NotStarted;
  return (
    <div className={styles.center} data-testid="data-testid panel-no-data">
      {waiting ? '' : text}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  center: css({
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'center',
    height: '100%',
    width: '100%',
    textAlign: 'center',
    fontSize: theme.typography.h5.fontSize,
    color: theme.colors.text.secondary,
  }),
});
