import { css, cx } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';
import React from 'react';

import { type Verdict } from '../../../../shared/types.gen';
import { isOverNow, wordsOf } from '../../model/verdicts';
import { levelIcons } from '../Answer';

/** A verdict as a mark, with its name for those who do not see it. */
export function VerdictMark({ verdict }: { verdict: Verdict }) {
  const styles = useStyles2(getStyles);
  const { name, level, means } = wordsOf(verdict);
  return (
    <span role="img" aria-label={name} className={cx(styles.mark, styles[level])} title={`${name}: ${means}`}>
      <Icon name={levelIcons[level] ?? 'question-circle'} size="sm" />
    </span>
  );
}

/** A verdict in a word, in its colour. */
export function VerdictName({ verdict, now }: { verdict: Verdict; now: Verdict }) {
  const styles = useStyles2(getStyles);
  const { name, level, means } = wordsOf(verdict);
  const isOver = isOverNow(verdict, now);
  const over = isOver ? `; now ${wordsOf(now).name.toLowerCase()}` : '';
  return (
    <span className={isOver ? undefined : styles[level]} title={`${name}: ${means}${over}`}>
      {isOver ? `${name}, over` : name}
    </span>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  mark: css({ display: 'inline-flex', flexShrink: 0 }),
  good: css({ color: theme.colors.success.text }),
  watch: css({ color: theme.colors.warning.text }),
  bad: css({ color: theme.colors.error.text }),
  none: css({ color: theme.colors.text.secondary }),
});
