import { css, cx } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { IconButton, useStyles2 } from '@grafana/ui';
import React, { type ReactNode } from 'react';

import { charactersIn } from '../../../../shared/panel/model/labels';
import { RowLabel } from '../../../../shared/panel/rows/RowLabel';
import { type Row, telling } from '../../model/rows';
import { ROW_HEIGHT } from '../layout';

interface Props {
  row: Row;
  /** Columns as CSS. */
  template: string;
  labelWidth: number;
  isOpen: boolean;
  /** Absent where there is nothing to open. */
  onToggle?: () => void;
  /** Stands before the label. */
  mark?: ReactNode;
  /** The cells after the label. */
  children: ReactNode;
}

// What opens a row, and a mark, with the gaps beside them.
const BUTTON = 22;
const MARK = 20;

/** A row: what opens it, its label, and its cells. */
export function ViewRow({ row, template, labelWidth, isOpen, onToggle, mark, children }: Props) {
  const styles = useStyles2(getStyles);
  const what = isOpen ? 'Close' : 'Open';
  const length = charactersIn(labelWidth - (onToggle ? BUTTON : 0) - (mark ? MARK : 0));
  return (
    <div
      role="presentation"
      className={cx(styles.cells, isOpen && styles.open)}
      style={{ gridTemplateColumns: template }}
    >
      <div role="rowheader" className={styles.label}>
        {onToggle && (
          <IconButton
            name={isOpen ? 'angle-down' : 'angle-right'}
            size="sm"
            aria-label={`${what} ${row.label}`}
            aria-expanded={isOpen}
            onClick={onToggle}
          />
        )}
        {mark}
        <RowLabel row={row} length={length} short={telling(row, length)} />
      </div>
      {children}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  cells: css({
    display: 'grid',
    flex: 1,
    minWidth: 0,
    alignItems: 'center',
    height: ROW_HEIGHT,
    '& > *': { minWidth: 0, overflow: 'hidden', whiteSpace: 'nowrap', textOverflow: 'ellipsis' },
    '& > [data-figure]': { paddingRight: theme.spacing(0.5), textAlign: 'right' },
    '&:hover': { background: theme.colors.action.hover },
  }),
  open: css({ background: theme.colors.background.secondary }),
  label: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(0.5) }),
});
