import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';

/** What would help most, best first. */
export function NextSteps({ steps }: { steps: string[] }) {
  const styles = useStyles2(getStyles);
  if (steps.length === 0) {
    return null;
  }
  return (
    <div>
      <h3 className={styles.title}>To see more</h3>
      <ul className={styles.list}>
        {steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ul>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  title: css({ fontSize: theme.typography.h5.fontSize, marginBottom: theme.spacing(0.5) }),
  list: css({ paddingLeft: theme.spacing(2.5) }),
});
