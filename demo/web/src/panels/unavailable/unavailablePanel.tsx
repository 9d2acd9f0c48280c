import { css } from '@emotion/css';
import { PanelPlugin } from '@grafana/data';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';

function Note({ id }: { id: string }) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.note} data-testid="data-testid panel-unavailable">
      <Icon name="info-circle" size="lg" />
      <span>Shown in Grafana only</span>
      <code>{id}</code>
    </div>
  );
}

/** Stands where a dashboard has a panel type that the preview does not draw. */
export function unavailablePanel(id: string): PanelPlugin {
  return new PanelPlugin(() => <Note id={id} />);
}

const getStyles = (theme: GrafanaTheme2) => ({
  note: css({
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    justifyContent: 'center',
    gap: theme.spacing(1),
    height: '100%',
    color: theme.colors.text.secondary,
  }),
});
