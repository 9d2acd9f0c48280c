import { css, cx } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';

import { testIds } from '../../testIds';

import { legendList } from './legendList';
import { type Look, Swatch } from './Swatch';

/** A series in the legend. */
export interface LegendEntry {
  id: string;
  name: string;
  look: Look;
  /** "mean 120 ms"; "n/a" where the series has no value. */
  values: string[];
  /** False where there is nothing to switch on or off. */
  drawn: boolean;
  /** Why the series has no value. */
  reason?: string;
}

interface Props {
  entries: LegendEntry[];
  hidden: ReadonlySet<string>;
  vertical?: boolean;
  onToggle: (id: string) => void;
}

/** The series with their values; pressing one takes it out of the picture, or puts it back. */
export function Legend({ entries, hidden, vertical = false, onToggle }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <ul className={cx(styles.list, vertical && styles.vertical)} aria-label="Legend" data-testid={testIds.panel.legend}>
      {entries.map(({ id, name, look, values, drawn, reason }) => (
        <li key={id}>
          <button
            type="button"
            className={cx(styles.item, !drawn && styles.none, hidden.has(id) && styles.off)}
            aria-pressed={drawn && !hidden.has(id)}
            disabled={!drawn}
            title={drawn ? undefined : reason}
            data-testid={testIds.panel.legendItem(id)}
            onClick={() => onToggle(id)}
          >
            <Swatch look={look} />
            <span>{name}</span>
            <span className={styles.values}>{values.join(' · ')}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css(legendList(theme), { fontVariantNumeric: 'tabular-nums' }),
  vertical: css({
    flexDirection: 'column',
    flexWrap: 'nowrap',
    padding: theme.spacing(0, 0, 0, 1),
    '& button': { flexWrap: 'wrap', whiteSpace: 'normal', textAlign: 'left', rowGap: 0 },
  }),
  item: css({
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    padding: 0,
    border: 0,
    background: 'transparent',
    font: 'inherit',
    color: theme.colors.text.primary,
    whiteSpace: 'nowrap',
  }),
  none: css({ color: theme.colors.text.disabled, '& > :first-child': { opacity: 0.4 } }),
  off: css({
    color: theme.colors.text.secondary,
    textDecoration: 'line-through',
    '& > :first-child': { opacity: 0.4 },
  }),
  values: css({ color: theme.colors.text.secondary }),
});
