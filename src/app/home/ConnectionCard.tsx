import { css } from '@emotion/css';
import { type DataSourceInstanceSettings, type GrafanaTheme2 } from '@grafana/data';
import { Button, LinkButton, Stack, TextLink, useStyles2 } from '@grafana/ui';
import React from 'react';

import { testIds } from '../../shared/testIds';

import { ConnectionFacts } from '../../shared/health/ConnectionFacts';
import { isIncomplete } from '../../shared/health/facts';
import { HealthLine } from './HealthLine';
import { configPath, dashboardHref, doctorPath, grafanaHref } from './links';
import { NextSteps } from '../../shared/health/NextSteps';
import { useHealth } from './useHealth';

/** One data source: whether it answers, what it found and could join, and what to do next. */
export function ConnectionCard({ source }: { source: DataSourceInstanceSettings }) {
  const styles = useStyles2(getStyles);
  const { health, checking, check } = useHealth(source.uid);

  return (
    <section className={styles.card} aria-label={source.name} data-testid={testIds.home.connection(source.uid)}>
      <div className={styles.head}>
        <h2 className={styles.name}>
          <TextLink href={configPath(source.uid)} inline={false} variant="h4" color="primary">
            {source.name}
          </TextLink>
        </h2>
        <Stack direction="row" gap={1}>
          <Button
            variant="secondary"
            size="sm"
            icon="sync"
            disabled={checking}
            onClick={check}
            data-testid={testIds.home.refresh}
          >
            Check again
          </Button>
          {health?.ok === false ? (
            <LinkButton size="sm" icon="cog" href={grafanaHref(configPath(source.uid))}>
              Open settings
            </LinkButton>
          ) : (
            <LinkButton size="sm" icon="apps" href={dashboardHref(source.uid)} data-testid={testIds.home.dashboard}>
              Open dashboard
            </LinkButton>
          )}
        </Stack>
      </div>
      <HealthLine uid={source.uid} health={health} />
      {health?.details && <ConnectionFacts details={health.details} />}
      {health?.details?.next_steps && <NextSteps steps={health.details.next_steps} />}
      {health?.details && isIncomplete(health.details) && (
        <div>
          <TextLink href={doctorPath(source.uid)} data-testid={testIds.home.missing}>
            See what is missing
          </TextLink>
        </div>
      )}
    </section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  card: css({
    display: 'grid',
    gap: theme.spacing(1.5),
    padding: theme.spacing(2),
    background: theme.colors.background.secondary,
    borderRadius: theme.shape.radius.default,
  }),
  head: css({ display: 'flex', flexWrap: 'wrap', justifyContent: 'space-between', gap: theme.spacing(1) }),
  name: css({ margin: 0 }),
});
