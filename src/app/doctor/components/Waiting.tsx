import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Icon, LoadingBar, useStyles2 } from '@grafana/ui';
import React, { useEffect, useState } from 'react';

import { testIds } from '../../../shared/testIds';

const LONG_S = 10;
const LINES = ['32%', '100%', '100%', '100%', '100%', '64%'];

/** Seconds since it was first drawn. */
function useElapsed(): number {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setSeconds((before) => before + 1), 1000);
    return () => clearInterval(timer);
  }, []);
  return seconds;
}

/** Says that a report is being made, for how long, and what would make it faster. */
export function Progress() {
  const styles = useStyles2(getStyles);
  const seconds = useElapsed();
  return (
    <div className={styles.progress} data-testid={testIds.doctor.progress}>
      <LoadingBar width={800} ariaLabel="The store is being examined" />
      <div className={styles.text}>
        <Icon name="search" aria-hidden /> Asking the store for every signal of the catalog…
        {seconds > 1 && <span className={styles.seconds}> {seconds} s</span>}
        {seconds >= LONG_S && ' A large fleet takes a while; a shorter time range takes less.'}
      </div>
    </div>
  );
}

/** Stands where the report will be. */
export function Skeleton() {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.skeleton} aria-hidden data-testid={testIds.doctor.skeleton}>
      {LINES.map((width, index) => (
        <div key={index} className={styles.line} style={{ width, height: index === 1 ? 112 : undefined }} />
      ))}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  progress: css({ display: 'grid', gap: theme.spacing(0.5) }),
  text: css({ color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize }),
  seconds: css({ fontVariantNumeric: 'tabular-nums' }),
  skeleton: css({ display: 'grid', gap: theme.spacing(2) }),
  line: css({
    height: theme.spacing(4),
    background: theme.colors.background.secondary,
    borderRadius: theme.shape.radius.default,
  }),
});
