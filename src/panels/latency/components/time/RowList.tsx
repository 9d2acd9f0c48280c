import { css, cx } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React, { useMemo } from 'react';

import { shortLabel } from '../../../../shared/panel/model/labels';
import { useRowWindow } from '../../../../shared/panel/rows/useRowWindow';
import { testIds } from '../../../../shared/testIds';
import { endToEndOf, type RowChoice } from '../../model/rowChoice';

/** Width of the list beside the chart. */
export const ROW_LIST_WIDTH = 210;
const LABEL_LENGTH = 19;
const ROW_HEIGHT = 24;

interface Props {
  choices: RowChoice[];
  chosen: string;
  height: number;
  onChoose: (key: string) => void;
}

/** The rows beside the chart, the slowest first; pressing one shows its phases. */
export function RowList({ choices, chosen, height, onChoose }: Props) {
  const styles = useStyles2(getStyles);
  const heights = useMemo(() => choices.map(() => ROW_HEIGHT), [choices]);
  const { window, onScroll } = useRowWindow(heights, height);
  return (
    <ul
      className={styles.list}
      style={{ height, paddingTop: window.before, paddingBottom: window.after }}
      aria-label="Rows"
      data-testid={testIds.latency.rows}
      onScroll={onScroll}
    >
      {choices.slice(window.first, window.end).map((choice) => {
        const { key, label } = choice.row;
        return (
          <li key={key} style={{ height: ROW_HEIGHT }}>
            <button
              type="button"
              className={cx(styles.row, key === chosen && styles.chosen)}
              aria-pressed={key === chosen}
              title={label}
              onClick={() => onChoose(key)}
            >
              <span>{shortLabel(label, LABEL_LENGTH)}</span>
              <span className={styles.value}>{endToEndOf(choice)}</span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({
    width: ROW_LIST_WIDTH,
    flexShrink: 0,
    margin: 0,
    paddingLeft: theme.spacing(1),
    paddingRight: theme.spacing(0.5),
    listStyle: 'none',
    overflowY: 'auto',
    fontSize: theme.typography.bodySmall.fontSize,
  }),
  row: css({
    display: 'flex',
    justifyContent: 'space-between',
    gap: theme.spacing(1),
    width: '100%',
    padding: theme.spacing(0.25, 0.5),
    border: 0,
    borderRadius: theme.shape.radius.default,
    background: 'transparent',
    font: 'inherit',
    whiteSpace: 'nowrap',
    '&:hover': { background: theme.colors.action.hover },
  }),
  chosen: css({ background: theme.colors.action.selected, '& > span': { color: theme.colors.text.primary } }),
  value: css({ color: theme.colors.text.secondary, fontVariantNumeric: 'tabular-nums' }),
});
