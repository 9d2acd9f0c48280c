import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';
import React from 'react';

import { testIds } from '../../../../shared/testIds';
import { type EndpointHealth } from '../../../../shared/types.gen';
import { type Options } from '../configProps';
import { familyTitles } from '../families/titles';
import { endpointOf, ENDPOINTS } from '../model/families';
import { hostOf } from '../model/summaries';

import { advice } from './advice';

interface Props {
  endpoints: EndpointHealth[];
  options: Options;
}

function nameOf({ family }: EndpointHealth, options: Options): string {
  const known = ENDPOINTS.find((one) => one === family);
  return known
    ? `${familyTitles[known].title} (${hostOf(endpointOf(options, known)?.url ?? '')})`
    : `Default endpoint (${hostOf(options.url)})`;
}

/** Which store answered and which did not, and what to look at. */
export function Endpoints({ endpoints, options }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <ul className={styles.list} aria-label="Stores">
      {endpoints.map((endpoint) => (
        <li key={endpoint.family} data-testid={testIds.config.endpoint(endpoint.family)}>
          <Icon name={endpoint.problem ? 'times' : 'check'} className={endpoint.problem ? styles.bad : styles.good} />{' '}
          {nameOf(endpoint, options)}:{' '}
          {endpoint.problem ? (
            <>
              <span>{endpoint.problem}</span>
              <span className={styles.quiet}> {advice(endpoint.problem)}</span>
            </>
          ) : (
            `answers${endpoint.product ? ` (${endpoint.product} ${endpoint.version ?? ''})`.replace(' )', ')') : ''}`
          )}
        </li>
      ))}
    </ul>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({ listStyle: 'none', display: 'grid', gap: theme.spacing(0.5), marginBottom: theme.spacing(2) }),
  good: css({ color: theme.colors.success.text }),
  bad: css({ color: theme.colors.error.text }),
  quiet: css({ color: theme.colors.text.secondary }),
});
