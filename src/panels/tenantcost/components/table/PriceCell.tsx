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

/** A price with a bar below it, as long as it is high among the rows. */
export const PriceCell = forwardRef<HTMLSpanElement, Props>(function PriceCell(
  { row, id, most, isFocusable = false, ...rest },
  ref
) {
  const theme = useTheme2();
  const styles = useStyles2(getStyles);
  const value = row.figures[id];
  const part = value != null && most > 0 && row.kind !== SUM ? Math.min(1, value / most) : 0;
  const colour = value == null ? theme.colors.text.secondary : limitColour(theme, row.fields[id], value);
  const look = segmentLook(theme, id === 'cost_per_mtok_generation' ? 'generation' : 'prompt');
  const own =
    id === 'cost_per_mtok_prompt' || id === 'cost_per_mtok_generation' ? look.colour : theme.colors.text.secondary;
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
      <span aria-hidden className={styles.bar} style={{ width: `${part * 100}%`, background: colour ?? own }} />
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
