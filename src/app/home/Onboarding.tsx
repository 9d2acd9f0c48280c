import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';

import { testIds } from '../../shared/testIds';

import { CreateButton } from './CreateButton';
import { steps } from './steps';

/** Leads from nothing to the first dashboard. */
export function Onboarding() {
  const styles = useStyles2(getStyles);
  return (
    <section className={styles.box} aria-label="Connect a store" data-testid={testIds.home.onboarding}>
      <h2 className={styles.title}>No store is connected yet</h2>
      <ol className={styles.steps}>
        {steps.map(({ id, title, text }, index) => (
          <li key={id} className={styles.step} data-testid={testIds.home.step(id)}>
            <span className={styles.number} aria-hidden>
              {index + 1}
            </span>
            <div>
              <div className={styles.stepTitle}>{title}</div>
              <div className={styles.text}>{text}</div>
              {id === 'create' && <CreateButton />}
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  box: css({
    padding: theme.spacing(3),
    background: theme.colors.background.secondary,
    borderRadius: theme.shape.radius.default,
    maxWidth: 860,
  }),
  title: css({ fontSize: theme.typography.h3.fontSize, marginBottom: theme.spacing(2) }),
  steps: css({ listStyle: 'none', display: 'grid', gap: theme.spacing(2.5) }),
  step: css({ display: 'grid', gridTemplateColumns: 'auto 1fr', gap: theme.spacing(2) }),
  number: css({
    display: 'grid',
    placeItems: 'center',
    width: theme.spacing(4),
    height: theme.spacing(4),
    borderRadius: theme.shape.radius.circle,
    border: `1px solid ${theme.colors.border.strong}`,
    fontVariantNumeric: 'tabular-nums',
  }),
  stepTitle: css({ fontWeight: theme.typography.fontWeightMedium }),
  text: css({ color: theme.colors.text.secondary }),
});
