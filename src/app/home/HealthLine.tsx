import { css, cx } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Icon, Spinner, useStyles2 } from '@grafana/ui';
import React from 'react';

import { testIds } from '../../shared/testIds';

import { type Health } from '../../shared/health/health';

interface Props {
  uid: string;
  health?: Health;
}

/** The answer first: what the health check said, in one line. */
export function HealthLine({ uid, health }: Props) {
  const styles = useStyles2(getStyles);
  if (!health) {
    return (
      <div className={styles.line} role="status" data-testid={testIds.home.loading}>
        <Spinner inline /> Asking the store what it holds…
      </div>
    );
  }
  return (
    <div
      className={cx(styles.line, !health.ok && styles.failed)}
      role={health.ok ? 'status' : 'alert'}
      data-testid={testIds.home.health(uid)}
    >
      <Icon
        name={health.ok ? 'check' : 'times'}
        className={health.ok ? styles.good : styles.bad}
        title={health.ok ? 'Connected' : 'Not connected'}
      />
      <span>{health.message}</span>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  line: css({ display: 'flex', alignItems: 'baseline', gap: theme.spacing(1), fontSize: theme.typography.h5.fontSize }),
  failed: css({ overflowWrap: 'anywhere' }),
  good: css({ color: theme.colors.success.text, flexShrink: 0 }),
  bad: css({ color: theme.colors.error.text, flexShrink: 0 }),
});
