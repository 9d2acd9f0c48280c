import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';
import React, { forwardRef, type HTMLAttributes } from 'react';

import { limitColour } from '../../../../shared/panel/model/figure';
import { formatOf } from '../../model/display';
import { type PriceId } from '../../model/figures';
import { segmentLook } from '../../model/looks';
import { type CostRow } from '../../model/rows';
import { SUM } from '../../model/tableItems';

interface Props extends HTMLAttributes<HTMLSpanElement> {
  row: CostRow;
  id: PriceId;
  /** The highest value of the column. */
  most: number;
  isFocusable?: boolean;
}

function partOf({ kind, figures }: CostRow, id: PriceId, most: number): number {
  const value = figures[id];
  return value != null && most > 0 && kind !== SUM ? Math.min(1, value / most) : 0;
}

function ownColour(theme: GrafanaTheme2, id: PriceId): string {
  switch (id) {
    case 'cost_per_mtok_prompt':
      return segmentLook(theme, 'prompt').colour;
    case 'cost_per_mtok_generation':
      return segmentLook(theme, 'generation').colour;
    default:
      return theme.colors.text.secondary;
  }
}

/** A price with a bar below it, as long as it is high among the rows. */
export const PriceCell = forwardRef<HTMLSpanElement, Props>(function PriceCell(
  { row, id, most, isFocusable = false, ...rest },
  ref
) {
  const theme = useTheme2();
  const styles = useStyles2(getStyles);
  const value = row.figures[id];
  const colour = value == null ? theme.colors.text.secondary : limitColour(theme, row.fields[id], value);
  return (
    <span
      {...rest}
      ref={ref}
      role="cell"
      tabIndex={isFocusable ? 0 : undefined}
      className={styles.cell}
      title={value == null ? 'Not known of this row' : undefined}
    >
      <span style={{ color: colour }}>{formatOf(id, row.fields, value, row.currency)}</span>
      <span
        aria-hidden
        className={styles.bar}
        style={{ width: `${partOf(row, id, most) * 100}%`, background: colour ?? ownColour(theme, id) }}
      />
    </span>
  );
});

const getStyles = (theme: GrafanaTheme2) => ({
  cell: css({
    position: 'relative',
    marginLeft: theme.spacing(1.5),
    textAlign: 'right',
    whiteSpace: 'nowrap',
    fontVariantNumeric: 'tabular-nums',
  }),
  bar: css({ position: 'absolute', right: 0, bottom: -3, height: 3 }),
});
