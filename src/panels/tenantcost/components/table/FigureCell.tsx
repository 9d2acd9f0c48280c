import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';
import React, { type ReactNode } from 'react';

import { limitColour } from '../../../../shared/panel/model/figure';
import { formatOf } from '../../model/display';
import { type FigureId } from '../../model/figures';
import { type CostRow } from '../../model/rows';

interface Props {
  row: CostRow;
  id: FigureId;
  children?: ReactNode;
}

/** A figure of a row, in the colour of the threshold that it has reached. */
export function FigureCell({ row, id, children }: Props) {
  const theme = useTheme2();
  const styles = useStyles2(getStyles);
  const value = row.figures[id];
  return (
    <span
      role="cell"
      className={styles.cell}
      style={{ color: value == null ? theme.colors.text.secondary : limitColour(theme, row.fields[id], value) }}
      title={value == null ? 'Not known of this row' : undefined}
    >
      {children}
      {formatOf(id, row.fields, value, row.currency)}
    </span>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  cell: css({
    position: 'relative',
    paddingLeft: theme.spacing(0.5),
    overflow: 'hidden',
    textAlign: 'right',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  }),
});
