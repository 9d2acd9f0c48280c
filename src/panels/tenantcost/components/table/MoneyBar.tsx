import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';
import React from 'react';

import { type Extent, percentAt, segmentsOf } from '../../model/bars';
import { type BudgetMark } from '../../model/budgets';
import { segmentLook } from '../../model/looks';
import { type CostRow } from '../../model/rows';
import { Stretch } from '../Stretch';

interface Props {
  row: CostRow;
  extent: Extent;
  budget?: BudgetMark;
}

/** A row's money as a bar from zero, what the cache saved to the left of it, and the budget as a mark. */
export function MoneyBar({ row, extent, budget }: Props) {
  const theme = useTheme2();
  const styles = useStyles2(getStyles);
  const at = (value: number) => percentAt(value, extent);
  const isOver = (budget?.used ?? 0) > 1;
  return (
    <div className={styles.bar}>
      {segmentsOf(row).map(({ id, from, to }) => (
        <Stretch key={id} look={segmentLook(theme, id)} left={at(from)} width={at(to) - at(from)} />
      ))}
      <span className={styles.zero} style={{ left: `${at(0)}%` }} />
      {budget && (
        <span
          className={styles.budget}
          style={{
            left: `${at(budget.amount)}%`,
            borderColor: isOver ? theme.colors.error.text : theme.colors.text.primary,
          }}
        />
      )}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  bar: css({ position: 'relative', height: 14, margin: theme.spacing(0, 1) }),
  zero: css({ position: 'absolute', top: -3, bottom: -3, width: 1, background: theme.colors.border.medium }),
  budget: css({ position: 'absolute', top: -4, bottom: -4, borderLeft: '2px dashed' }),
});
