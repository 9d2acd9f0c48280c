import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';
import React from 'react';

import { testIds } from '../../../shared/testIds';
import { displayNameOf, formatOf } from '../model/display';
import { type FieldsById } from '../model/figures';
import { markNames } from '../model/markIds';

import { Glyph } from './Glyph';
import { type View } from './view';

interface Props {
  view: View;
  /** The fields of a GPU. */
  fields: FieldsById;
  /** What all groups lost, in words. */
  totals?: string;
  width: number;
  height: number;
}

const STEPS = 8;
const OUTLINE_FROM = 540;
const MARKS_FROM = 640;

/** What colours and marks mean, and what all groups lost together. */
export function BalanceKey({ view, fields, totals, width, height }: Props) {
  const theme = useTheme2();
  const styles = useStyles2(getStyles);
  const { options, span, colour } = view;
  const { cell, marks } = options;
  const stops = Array.from({ length: STEPS + 1 }, (_, at) =>
    colour(span.min + ((span.max - span.min) * at) / STEPS)
  ).filter(Boolean);
  const text = (value: number) => formatOf(cell, fields[cell], value);
  return (
    <div className={styles.line} style={{ height }}>
      <ul className={styles.key} aria-label="Legend">
        <li className={styles.item}>
          {displayNameOf(cell, fields)} {text(span.min)}
          <span
            aria-hidden
            className={styles.scale}
            style={{ background: `linear-gradient(90deg, ${stops.join()})` }}
          />
          {text(span.max)}
        </li>
        {width >= OUTLINE_FROM && (
          <li className={styles.item}>
            <span aria-hidden className={styles.outline} />
            Straggler
          </li>
        )}
        {width >= MARKS_FROM &&
          marks.map((id) => (
            <li key={id} className={styles.item}>
              <Glyph id={id} colour={theme.colors.text.primary} />
              {markNames[id]}
            </li>
          ))}
      </ul>
      {totals && (
        <span className={styles.totals} data-testid={testIds.balance.totals} title={`All groups lost ${totals}`}>
          Σ {totals}
        </span>
      )}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  line: css({
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: theme.spacing(2),
    overflow: 'hidden',
    fontSize: theme.typography.bodySmall.fontSize,
    fontVariantNumeric: 'tabular-nums',
    whiteSpace: 'nowrap',
  }),
  key: css({ display: 'flex', flexShrink: 0, gap: theme.spacing(1.5), margin: 0, padding: 0, listStyle: 'none' }),
  item: css({ display: 'inline-flex', alignItems: 'center', gap: theme.spacing(0.5) }),
  scale: css({ width: 72, height: 10, border: `1px solid ${theme.colors.border.weak}` }),
  outline: css({ width: 12, height: 10, border: `2px solid ${theme.colors.error.text}` }),
  totals: css({ color: theme.colors.text.secondary, overflow: 'hidden', textOverflow: 'ellipsis' }),
});
