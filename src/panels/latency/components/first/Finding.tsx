import { css, cx } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';
import React from 'react';

import { testIds } from '../../../../shared/testIds';

/** What was found, in one line: the first finding, and how many there are beside it; all of them on hover. */
export function Finding({ findings }: { findings: string[] }) {
  const styles = useStyles2(getStyles);
  const [first, ...others] = findings;
  return (
    <div className={styles.finding} title={findings.join('\n')} data-testid={testIds.latency.finding}>
      <Icon name="exclamation-triangle" size="sm" className={cx(styles.watch)} />
      <span className={styles.text}>{first}</span>
      {others.length > 0 && <span className={styles.more}>and {others.length} more</span>}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  finding: css({
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    minWidth: 0,
    flexShrink: 2,
    fontSize: theme.typography.bodySmall.fontSize,
    fontVariantNumeric: 'tabular-nums',
    whiteSpace: 'nowrap',
  }),
  watch: css({ color: theme.colors.warning.text, flexShrink: 0 }),
  text: css({ overflow: 'hidden', textOverflow: 'ellipsis' }),
  more: css({ color: theme.colors.text.secondary }),
});
