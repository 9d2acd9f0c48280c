import { css, cx } from '@emotion/css';
import { type GrafanaTheme2, type IconName } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';
import React, { useId, useState } from 'react';

import { testIds } from '../testIds';
import { type Coverage } from '../types.gen';

import { CoverageDetails } from './CoverageDetails';
import { coverageLevel, describeCoverage, hasReasons, type CoverageLevel } from './describe';

const icons: Record<CoverageLevel, IconName> = { good: 'check', watch: 'exclamation-triangle', bad: 'times' };
const words: Record<CoverageLevel, string> = {
  good: 'Everything was joined',
  watch: 'Some keys were not joined',
  bad: 'Nothing was joined',
};

interface Props {
  coverage: Coverage;
  /** Shows what is missing without being asked, as long as something is. */
  opensOnReasons?: boolean;
}

/** One line that says how much of an answer could be joined; pressing it shows what could not, and why. */
export function CoverageBadge({ coverage, opensOnReasons = false }: Props) {
  const styles = useStyles2(getStyles);
  const [chosen, setChosen] = useState<boolean>();
  const open = chosen ?? (opensOnReasons && hasReasons(coverage));
  const detailsId = useId();
  const level = coverageLevel(coverage);

  return (
    <div>
      <button
        type="button"
        className={styles.badge}
        aria-expanded={open}
        aria-controls={detailsId}
        data-testid={testIds.coverage.badge}
        onClick={() => setChosen(!open)}
      >
        <Icon name={icons[level]} className={cx(styles[level])} title={words[level]} />
        <span>{describeCoverage(coverage)}</span>
        <Icon name={open ? 'angle-up' : 'angle-down'} />
      </button>
      {open && (
        <div id={detailsId} className={styles.details} data-testid={testIds.coverage.details}>
          <CoverageDetails coverage={coverage} />
        </div>
      )}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  badge: css({
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    maxWidth: '100%',
    padding: theme.spacing(0.25, 1),
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.pill,
    background: 'transparent',
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
    fontVariantNumeric: 'tabular-nums',
    textAlign: 'left',
    '&:hover': { background: theme.colors.action.hover },
  }),
  details: css({ padding: theme.spacing(1, 1, 0.5, 1) }),
  good: css({ color: theme.colors.success.text, flexShrink: 0 }),
  watch: css({ color: theme.colors.warning.text, flexShrink: 0 }),
  bad: css({ color: theme.colors.error.text, flexShrink: 0 }),
});
