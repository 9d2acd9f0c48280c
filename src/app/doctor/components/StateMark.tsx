import { css, cx } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';
import React from 'react';

import { type Mark, toneIcons } from '../model/mark';

interface Props {
  mark: Mark;
  /** A sentence for who points at it. */
  title?: string;
}

/** A state as a sign and a word. */
export function StateMark({ mark, title }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <span className={styles.mark} title={title}>
      <Icon name={toneIcons[mark.tone]} className={cx(styles[mark.tone])} aria-hidden />
      {mark.word}
    </span>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  mark: css({ display: 'inline-flex', alignItems: 'center', gap: theme.spacing(0.5), whiteSpace: 'nowrap' }),
  good: css({ color: theme.colors.success.text, flexShrink: 0 }),
  watch: css({ color: theme.colors.warning.text, flexShrink: 0 }),
  bad: css({ color: theme.colors.error.text, flexShrink: 0 }),
  none: css({ color: theme.colors.text.secondary, flexShrink: 0 }),
});
