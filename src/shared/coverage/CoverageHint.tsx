import { css, cx } from '@emotion/css';
import { type GrafanaTheme2, type IconName } from '@grafana/data';
import { Icon, Tooltip, useStyles2 } from '@grafana/ui';
import React from 'react';

import { testIds } from '../testIds';
import { type Coverage } from '../types.gen';

import { CoverageDetails } from './CoverageDetails';
import { type CoverageLevel } from './describe';

const icons: Record<CoverageLevel, IconName> = { good: 'check', watch: 'exclamation-triangle', bad: 'times' };

interface Props {
  coverage: Coverage;
  level: CoverageLevel;
  /** The few words that are seen. */
  text: string;
}

/** An answer's coverage in a few words; pointing at it, or focusing it, shows the details. For panels. */
export function CoverageHint({ coverage, level, text }: Props) {
  const styles = useStyles2(getStyles);
  const details = (
    <div className={styles.details} data-testid={testIds.coverage.details}>
      <p>{text}</p>
      <CoverageDetails coverage={coverage} narrow />
    </div>
  );
  return (
    <Tooltip content={details} placement="bottom-end" interactive>
      <button
        type="button"
        className={styles.hint}
        data-testid={testIds.coverage.badge}
        aria-label={`Coverage: ${text}`}
      >
        <Icon name={icons[level]} size="sm" className={cx(styles[level])} />
        <span className={cx(styles.text, level === 'good' && styles.quiet)}>{text}</span>
      </button>
    </Tooltip>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  hint: css({
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    minWidth: 0,
    padding: 0,
    border: 0,
    background: 'transparent',
    fontFamily: 'inherit',
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
    fontVariantNumeric: 'tabular-nums',
    whiteSpace: 'nowrap',
  }),
  text: css({ overflow: 'hidden', textOverflow: 'ellipsis' }),
  // That nothing is missing takes no room from the answer in a narrow panel's header.
  quiet: css({ '@container tokenpath-header (max-width: 560px)': { display: 'none' } }),
  details: css({ maxHeight: 360, maxWidth: 360, overflow: 'auto', whiteSpace: 'normal' }),
  good: css({ color: theme.colors.success.text, flexShrink: 0 }),
  watch: css({ color: theme.colors.warning.text, flexShrink: 0 }),
  bad: css({ color: theme.colors.error.text, flexShrink: 0 }),
});
