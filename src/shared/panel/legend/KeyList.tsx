import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React, { type ReactNode } from 'react';

import { legendList } from './legendList';

/** What colours and marks mean, where nothing can be switched off. */
export function KeyList({ children }: { children: ReactNode }) {
  const styles = useStyles2(getStyles);
  return (
    <ul className={styles.list} aria-label="Legend">
      {children}
    </ul>
  );
}

/** A sample and what it means. */
export function KeyItem({ children }: { children: ReactNode }) {
  const styles = useStyles2(getStyles);
  return <li className={styles.item}>{children}</li>;
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css(legendList(theme)),
  item: css({ display: 'inline-flex', alignItems: 'center', gap: theme.spacing(0.5), whiteSpace: 'nowrap' }),
});
