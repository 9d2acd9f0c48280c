import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { IconButton, useStyles2 } from '@grafana/ui';
import React from 'react';

import { charactersIn } from '../../../../shared/panel/model/labels';
import { RowLabel } from '../../../../shared/panel/rows/RowLabel';
import { type Item, SUM } from '../../model/tableItems';

interface Props {
  item: Item;
  width: number;
  /** Whether any row has rows within, so that all names begin at one line. */
  hasGroups: boolean;
  onToggle: (key: string) => void;
}

const ARROW = 20;

/** A row's name, which sets the dashboard's variable; a group opens to the rows within. */
export function LabelCell({ item, width, hasGroups, onToggle }: Props) {
  const styles = useStyles2(getStyles);
  const { row, label, depth, isOpen } = item;
  const indent = (hasGroups ? ARROW : 0) + depth * 12;
  return (
    <span role="rowheader" className={styles.cell}>
      {isOpen === undefined ? (
        <span style={{ width: indent, flexShrink: 0 }} />
      ) : (
        <span className={styles.arrow} style={{ width: ARROW }}>
          <IconButton
            name={isOpen ? 'angle-down' : 'angle-right'}
            size="sm"
            aria-label={isOpen ? `Close ${label}` : `Open ${label}`}
            aria-expanded={isOpen}
            onClick={() => onToggle(row.key)}
          />
        </span>
      )}
      {row.kind === SUM ? (
        <span className={styles.sum}>{label}</span>
      ) : (
        <RowLabel row={{ ...row, label }} length={charactersIn(width - indent)} />
      )}
    </span>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  sum: css({ fontWeight: theme.typography.fontWeightMedium }),
  cell: css({ display: 'flex', alignItems: 'center', minWidth: 0, overflow: 'hidden', whiteSpace: 'nowrap' }),
  arrow: css({ display: 'inline-flex', flexShrink: 0 }),
});
