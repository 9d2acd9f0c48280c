import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { type VizPanel } from '@grafana/scenes';
import { useStyles2 } from '@grafana/ui';
import React from 'react';

import { testIds } from '../../shared/testIds';

import { LiveCoverage } from './LiveCoverage';

/** Panels side by side, or below each other where there is no room, and how much the last one could join. */
export function PanelRow({ panels }: { panels: VizPanel[] }) {
  const styles = useStyles2(getStyles);
  return (
    <>
      <div className={styles.row} data-testid={testIds.home.panels}>
        {panels.map((panel) => (
          <div key={panel.state.key} className={styles.panel}>
            <panel.Component model={panel} />
          </div>
        ))}
      </div>
      <LiveCoverage panel={panels[panels.length - 1]} />
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  row: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(2) }),
  panel: css({ position: 'relative', flex: '1 1 420px', minWidth: 0, height: 340, display: 'flex' }),
});
