import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';

import { type Look, Swatch } from './Swatch';

/** A meaning and its look; a `mark` is a dashed upright line. */
export interface KeyEntry {
  id: string;
  name: string;
  look?: Look;
  mark?: string;
}

/** What the colours of a picture mean, where nothing can be switched off. */
export function Key({ entries }: { entries: KeyEntry[] }) {
  const styles = useStyles2(getStyles);
  return (
    <ul className={styles.key} aria-label="Legend">
      {entries.map(({ id, name, look, mark }) => (
        <li key={id} className={styles.item}>
          {look && <Swatch look={look} />}
          {mark && <span aria-hidden className={styles.mark} style={{ borderColor: mark }} />}
          {name}
        </li>
      ))}
    </ul>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  key: css({
    display: 'flex',
    flexWrap: 'wrap',
    columnGap: theme.spacing(1.5),
    margin: 0,
    padding: theme.spacing(0.5, 0, 0, 0),
    listStyle: 'none',
    fontSize: theme.typography.bodySmall.fontSize,
  }),
  item: css({ display: 'inline-flex', alignItems: 'center', gap: theme.spacing(0.5) }),
  mark: css({ height: theme.spacing(1.5), borderLeft: '1px dashed' }),
});
