import { css } from '@emotion/css';
import { type GrafanaTheme2, type TimeRange } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';

import { formatDuration } from '../../../../shared/format';
import { testIds } from '../../../../shared/testIds';
import { type Block } from '../../model/blocks';
import { formatMoney } from '../../model/display';
import { kindShares } from '../../model/summary';

interface Props {
  block: Block;
  /** Other currencies, which are not shown below. */
  unseen: Block[];
  timeRange: TimeRange;
  width: number;
  height: number;
}

const KINDS_FROM = 330;

/** What the rows come to, and how much of it is no key's own: seen in every view, whatever is scrolled. */
export function AnswerLine({ block, unseen, timeRange, width, height }: Props) {
  const styles = useStyles2(getStyles);
  const { currency, total } = block;
  const seconds = (timeRange.to.valueOf() - timeRange.from.valueOf()) / 1000;
  const shares = kindShares(block);
  const inWords = shares.map(({ kind, amount, share }) => `${kind} ${formatMoney(amount, currency)}, ${share}`);
  return (
    <div className={styles.line} style={{ height }} data-testid={testIds.tenantcost.answer}>
      <span className={styles.amount}>{formatMoney(total.cost_total, currency)}</span>
      {unseen.map((other) => (
        <span key={other.currency} className={styles.range} title="In another currency: not added">
          and {formatMoney(other.total.cost_total, other.currency)}
        </span>
      ))}
      <span className={styles.range}>in {formatDuration(seconds)}</span>
      <span className={styles.kinds} title={inWords.join(' · ')}>
        {width >= KINDS_FROM && shares.map(({ kind, share }) => `${kind} ${share}`).join(' · ')}
      </span>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  line: css({
    display: 'flex',
    alignItems: 'baseline',
    gap: theme.spacing(1),
    overflow: 'hidden',
    whiteSpace: 'nowrap',
    fontVariantNumeric: 'tabular-nums',
  }),
  amount: css({ fontSize: theme.typography.h4.fontSize, fontWeight: theme.typography.fontWeightMedium }),
  range: css({ color: theme.colors.text.secondary }),
  kinds: css({
    flex: 1,
    minWidth: 0,
    overflow: 'hidden',
    textAlign: 'right',
    textOverflow: 'ellipsis',
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
  }),
});
