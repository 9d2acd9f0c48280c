import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { type SceneObject, type VizPanel } from '@grafana/scenes';
import { useStyles2 } from '@grafana/ui';
import React from 'react';

import { testIds } from '../../shared/testIds';

import { LiveCoverage } from './LiveCoverage';

interface Props {
  controls: SceneObject[];
  panels: VizPanel[];
}

/** How much could be joined in the chosen time range, and panels side by side or below each other. */
export function LivePanels({ controls, panels }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <>
      <div className={styles.bar}>
        <div className={styles.coverage}>
          <LiveCoverage panel={panels[panels.length - 1]} />
        </div>
        <div className={styles.controls}>
          {controls.map((control) => (
            <control.Component key={control.state.key} model={control} />
          ))}
        </div>
      </div>
      <div className={styles.row} data-testid={testIds.home.panels}>
        {panels.map((panel) => (
          <div key={panel.state.key} className={styles.panel}>
            <panel.Component model={panel} />
          </div>
        ))}
      </div>
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  bar: css({ display: 'flex', flexWrap: 'wrap', justifyContent: 'space-between', gap: theme.spacing(1) }),
  coverage: css({ flex: '1 1 320px', minWidth: 0, paddingTop: theme.spacing(0.5) }),
  controls: css({ display: 'flex', gap: theme.spacing(1), alignItems: 'flex-start' }),
  row: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(2) }),
  panel: css({ position: 'relative', flex: '1 1 420px', minWidth: 0, height: 340, display: 'flex' }),
});
