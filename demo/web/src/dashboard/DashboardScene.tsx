import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { EmbeddedScene, SceneRefreshPicker, SceneTimePicker } from '@grafana/scenes';
import type { SceneComponentProps, SceneObject } from '@grafana/scenes';
import { useStyles2 } from '@grafana/ui';
import { DashboardTitle } from './DashboardTitle';

/** The scene of a dashboard, laid out as Grafana does: title and time above, variables and links below. */
export class DashboardScene extends EmbeddedScene {
  static Component = DashboardRenderer;
}

function isTop(control: SceneObject): boolean {
  return [DashboardTitle, SceneTimePicker, SceneRefreshPicker].some((kind) => control instanceof kind);
}

function draw(control: SceneObject) {
  return <control.Component key={control.state.key} model={control} />;
}

function DashboardRenderer({ model }: SceneComponentProps<DashboardScene>) {
  const styles = useStyles2(getStyles);
  const { body, controls = [] } = model.useState();
  return (
    <div className={styles.page} data-testid="data-testid dashboard">
      <header className={styles.controls}>
        <div className={styles.top}>{controls.filter(isTop).map(draw)}</div>
        <div className={styles.row}>{controls.filter((control) => !isTop(control)).map(draw)}</div>
      </header>
      <div className={styles.body}>
        <body.Component model={body} />
      </div>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  page: css({ display: 'flex', flexDirection: 'column', flexGrow: 1, padding: theme.spacing(0, 2, 2) }),
  controls: css({
    position: 'sticky',
    top: 0,
    zIndex: theme.zIndex.activePanel,
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(1),
    padding: theme.spacing(1, 0),
    background: theme.colors.background.canvas,
  }),
  top: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
    '& > :first-child': { flexGrow: 1 },
  }),
  row: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'flex-end', gap: theme.spacing(1, 2) }),
  body: css({ display: 'flex', flexGrow: 1 }),
});
