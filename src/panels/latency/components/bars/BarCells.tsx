import { css, cx } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Icon, Tooltip, useStyles2 } from '@grafana/ui';
import React, { type ReactElement, type ReactNode } from 'react';

import { charactersIn, type LabelledRow } from '../../../../shared/panel/model/labels';
import { Unseen } from '../../../../shared/panel/Unseen';
import { RowLabel } from '../../../../shared/panel/rows/RowLabel';

import { type BarColumns } from './columns';

/** What stands beside a bar. */
export interface BarFigures {
  total: string;
  /** The colour of a threshold that the total has reached. */
  totalColour?: string;
  requests: string;
}

interface Props {
  row: LabelledRow;
  columns: BarColumns;
  figures: BarFigures;
  tooltip: ReactElement;
  /** The row in words. */
  words: string;
  /** A finding about the row, in words. */
  finding?: string;
  /** Chooses the row; without it, the bar is a picture only. */
  onChoose?: () => void;
  chosen?: boolean;
  children: ReactNode;
}

/** The cells of a row with a bar: its name, its bar, the whole, and its requests. */
export function BarCells({ row, columns, figures, tooltip, words, finding, onChoose, chosen, children }: Props) {
  const styles = useStyles2(getStyles);
  const { total, totalColour, requests } = figures;
  return (
    <>
      <div role="rowheader" className={styles.label} style={{ width: columns.label }}>
        {finding && (
          <span role="img" aria-label={finding} title={finding} className={styles.watch}>
            <Icon name="exclamation-triangle" size="sm" />
          </span>
        )}
        <RowLabel row={row} length={charactersIn(columns.label - (finding ? 18 : 0))} />
      </div>
      <div role="cell" className={styles.bar}>
        <Tooltip content={tooltip} placement="top" interactive>
          {onChoose ? (
            <button
              type="button"
              className={cx(styles.choice, chosen && styles.chosen)}
              aria-pressed={chosen}
              onClick={onChoose}
            >
              <Unseen>{words}</Unseen>
              {children}
            </button>
          ) : (
            <div role="img" tabIndex={0} aria-label={words}>
              {children}
            </div>
          )}
        </Tooltip>
      </div>
      {columns.total > 0 && (
        <div role="cell" className={styles.figure} style={{ width: columns.total, color: totalColour }}>
          {total}
        </div>
      )}
      {columns.requests > 0 && (
        <div role="cell" className={styles.figure} style={{ width: columns.requests }}>
          {requests}
        </div>
      )}
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => {
  const cell = { padding: theme.spacing(0.5), whiteSpace: 'nowrap' as const, overflow: 'hidden', flexShrink: 0 };
  return {
    label: css({ ...cell, textOverflow: 'ellipsis', display: 'flex', alignItems: 'center', gap: theme.spacing(0.5) }),
    // The marks of the whole and of levels are higher than the bar.
    bar: css({ ...cell, overflow: 'visible', flex: 1, minWidth: 0 }),
    figure: css({ ...cell, textAlign: 'right', textOverflow: 'ellipsis' }),
    watch: css({ color: theme.colors.warning.text, flexShrink: 0 }),
    choice: css({
      position: 'relative',
      display: 'block',
      width: '100%',
      padding: 0,
      border: 0,
      background: 'transparent',
      font: 'inherit',
      color: 'inherit',
    }),
    chosen: css({ outline: `2px solid ${theme.colors.primary.border}`, outlineOffset: 2 }),
  };
};
