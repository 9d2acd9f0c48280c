import { css } from '@emotion/css';
import { type GrafanaTheme2, type IconName } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';
import React from 'react';

import { type HealthDetails } from '../types.gen';

import { type FactLevel, factsOf } from './facts';

const icons: Record<FactLevel, IconName | undefined> = {
  good: 'check',
  watch: 'exclamation-triangle',
  bad: 'times',
  plain: undefined,
};

/** The coverage of a connection at a glance. */
export function ConnectionFacts({ details }: { details: HealthDetails }) {
  const styles = useStyles2(getStyles);
  return (
    <dl className={styles.facts}>
      {factsOf(details).map(({ title, value, note, level }) => {
        const icon = icons[level];
        return (
          <div key={title}>
            <dt className={styles.quiet}>{title}</dt>
            <dd className={styles.value}>
              {icon && <Icon name={icon} className={styles[level]} />} {value}
            </dd>
            <dd className={styles.quiet}>{note}</dd>
          </div>
        );
      })}
    </dl>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  facts: css({
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(150px, 1fr))',
    gap: theme.spacing(2),
    margin: 0,
    fontVariantNumeric: 'tabular-nums',
    '& dd': { margin: 0 },
  }),
  quiet: css({
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
    fontWeight: theme.typography.fontWeightRegular,
  }),
  value: css({ fontSize: theme.typography.h3.fontSize, lineHeight: theme.typography.h3.lineHeight }),
  good: css({ color: theme.colors.success.text }),
  watch: css({ color: theme.colors.warning.text }),
  bad: css({ color: theme.colors.error.text }),
  plain: css({}),
});
