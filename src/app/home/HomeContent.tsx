import { css } from '@emotion/css';
import { Stack, useStyles2 } from '@grafana/ui';
import React, { type ReactNode, useState } from 'react';

import { testIds } from '../../shared/testIds';

import { ConnectionCard } from './ConnectionCard';
import { connectedSources } from './connectedSources';
import { Onboarding } from './Onboarding';
import { ReadOn } from './ReadOn';

interface Props {
  /** Live panels of the first data source. */
  panels: ReactNode;
}

/** What is connected and what to do next, or the way to the first connection. */
export function HomeContent({ panels }: Props) {
  const styles = useStyles2(getStyles);
  const [sources] = useState(connectedSources);

  return (
    <div className={styles.page} data-testid={testIds.home.page}>
      <Stack direction="column" gap={2}>
        {sources.length === 0 && <Onboarding />}
        {sources.map((source) => (
          <ConnectionCard key={source.uid} source={source} />
        ))}
        {panels}
        <ReadOn />
      </Stack>
    </div>
  );
}

const getStyles = () => ({
  // The scene around it lays its children out in a row and gives them no more room than they ask for.
  page: css({ flex: '1 1 0', minWidth: 0 }),
});
