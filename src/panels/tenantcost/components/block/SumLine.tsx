import { css, cx } from '@emotion/css';
import { type GrafanaTheme2, type IconName } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';
import React from 'react';

import { testIds } from '../../../../shared/testIds';
import { type Block } from '../../model/blocks';
import { type Balance, reconcile } from '../../model/reconcile';

const icons: Record<Balance, IconName> = {
  equal: 'check',
  part: 'filter',
  beyond: 'times',
  unknown: 'question-circle',
};

/** Whether the rows add up to the bill. */
export function SumLine({ block, height }: { block: Block; height: number }) {
  const styles = useStyles2(getStyles);
  const { balance, text } = reconcile(block);
  return (
    <p className={styles.line} style={{ height }} title={text} data-testid={testIds.tenantcost.sum}>
      <Icon
        name={icons[balance]}
        size="sm"
        className={cx(styles.icon, balance === 'equal' && styles.good, balance === 'beyond' && styles.bad)}
      />
      <span className={styles.text}>{text}</span>
    </p>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  line: css({
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    margin: 0,
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
    fontVariantNumeric: 'tabular-nums',
    whiteSpace: 'nowrap',
  }),
  icon: css({ flexShrink: 0 }),
  text: css({ overflow: 'hidden', textOverflow: 'ellipsis' }),
  good: css({ color: theme.colors.success.text }),
  bad: css({ color: theme.colors.error.text }),
});
