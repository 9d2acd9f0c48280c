import { css, cx } from '@emotion/css';
import { type GrafanaTheme2, type IconName } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';
import React from 'react';

import { testIds } from '../../../shared/testIds';
import { type Finding } from '../model/finding';
import { type Level } from '../model/verdicts';

export const levelIcons: Record<Level, IconName | undefined> = {
  good: 'check',
  watch: 'exclamation-triangle',
  bad: 'times',
  none: undefined,
};

/** The answer in one line; the whole of it on hover where it does not fit. */
export function Answer({ finding: { level, what, rest } }: { finding: Finding }) {
  const styles = useStyles2(getStyles);
  const icon = levelIcons[level];
  const whole = [what, ...rest].join(' · ');
  return (
    <div className={styles.line} title={whole} data-testid={testIds.kvcache.answer}>
      {icon && <Icon name={icon} size="sm" className={cx(styles.icon, styles[level])} />}
      <span className={styles.text}>
        <strong className={styles.what}>{what}</strong>
        {rest.length > 0 && <span className={styles.rest}>{` · ${rest.join(' · ')}`}</span>}
      </span>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  line: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(0.5), flex: '1000 1 0', minWidth: '50%' }),
  text: css({ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap', fontVariantNumeric: 'tabular-nums' }),
  what: css({ fontWeight: theme.typography.fontWeightMedium }),
  rest: css({ color: theme.colors.text.secondary }),
  icon: css({ flexShrink: 0 }),
  good: css({ color: theme.colors.success.text }),
  watch: css({ color: theme.colors.warning.text }),
  bad: css({ color: theme.colors.error.text }),
  none: css({ color: theme.colors.text.secondary }),
});
