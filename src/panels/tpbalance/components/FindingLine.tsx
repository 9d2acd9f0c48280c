import { css, cx } from '@emotion/css';
import { type GrafanaTheme2, type IconName } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';
import React from 'react';

import { testIds } from '../../../shared/testIds';
import { type Finding, findingInWords } from '../model/finding';

interface Props {
  finding: Finding;
  /** How much of the line it takes: the rest is the coverage's. */
  inHeader: boolean;
  height?: number;
}

const icons: Record<Finding['tone'], IconName> = { good: 'check', watch: 'exclamation-triangle', bad: 'times' };
const words: Record<Finding['tone'], string> = { good: 'Good', watch: 'To watch', bad: 'Bad' };

/** What the panel has found, in one line: what, how much, since when, evidence, what to do. */
export function FindingLine({ finding, inHeader, height }: Props) {
  const styles = useStyles2(getStyles);
  const { tone, what } = finding;
  const whole = findingInWords(finding);
  return (
    <div
      className={cx(styles.finding, inHeader && styles.inHeader)}
      style={{ height }}
      title={whole}
      data-testid={testIds.balance.finding}
    >
      <Icon name={icons[tone]} className={cx(styles[tone])} title={words[tone]} />
      <span className={styles.lines}>
        <strong className={styles.what}>{what}</strong>
        {whole.slice(what.length)}
      </span>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  finding: css({
    display: 'flex',
    gap: theme.spacing(0.75),
    minWidth: 0,
    overflow: 'hidden',
    fontSize: theme.typography.bodySmall.fontSize,
    lineHeight: '19px',
    fontVariantNumeric: 'tabular-nums',
    '& > :first-child': { marginTop: 2 },
  }),
  inHeader: css({ flexShrink: 0, maxWidth: 'calc(100% - 170px)' }),
  what: css({ fontWeight: theme.typography.fontWeightMedium }),
  lines: css({
    display: '-webkit-box',
    WebkitBoxOrient: 'vertical',
    WebkitLineClamp: 2,
    overflow: 'hidden',
  }),
  good: css({ color: theme.colors.success.text, flexShrink: 0 }),
  watch: css({ color: theme.colors.warning.text, flexShrink: 0 }),
  bad: css({ color: theme.colors.error.text, flexShrink: 0 }),
});
