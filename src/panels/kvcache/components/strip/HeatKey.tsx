import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';
import React from 'react';

import { heatColour } from '../../model/heat';
import { fieldFor } from '../../model/rows';
import { type RowContext } from '../context';

const SCALE = Array.from({ length: 21 }, (_, at) => at / 20);

/** What a strip's colours, ticks and marks mean. */
export function HeatKey({ context: { picture } }: { context: RowContext }) {
  const styles = useStyles2(getStyles);
  const theme = useTheme2();
  const [row] = picture.rows;
  const field = row && (fieldFor(row, 'usage_max') ?? fieldFor(row, 'usage'));
  const colour = heatColour(field, theme);
  return (
    <ul className={styles.list} aria-label="Legend">
      <li className={styles.item}>
        Usage 0%
        <span aria-hidden className={styles.scale}>
          {SCALE.map((value) => (
            <span key={value} className={styles.shade} style={{ background: colour(value) }} />
          ))}
        </span>
        100%
      </li>
      <li className={styles.item}>
        <span aria-hidden className={styles.tick} />
        Preemptions
      </li>
      <li className={styles.item}>
        <span aria-hidden className={styles.bad} />
        Thrash
      </li>
      <li className={styles.item}>
        <span aria-hidden className={styles.watch} />
        Other verdict
      </li>
    </ul>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({
    display: 'flex',
    flexWrap: 'wrap',
    columnGap: theme.spacing(1.5),
    margin: 0,
    padding: theme.spacing(0.5, 0, 0, 0),
    listStyle: 'none',
    fontSize: theme.typography.bodySmall.fontSize,
  }),
  item: css({ display: 'inline-flex', alignItems: 'center', gap: theme.spacing(0.5), whiteSpace: 'nowrap' }),
  scale: css({ display: 'inline-flex', height: theme.spacing(1.25) }),
  shade: css({ width: 5 }),
  tick: css({ width: 1.5, height: 8, background: theme.colors.text.maxContrast }),
  bad: css({ width: 16, borderTop: `3px solid ${theme.colors.error.text}` }),
  watch: css({ width: 16, borderTop: `3px dashed ${theme.colors.warning.text}` }),
});
