import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { isFetchError } from '@grafana/runtime';
import { Alert, Button, useStyles2 } from '@grafana/ui';
import React, { useState } from 'react';

import { testIds } from '../../shared/testIds';

import { createDataSource } from './createDataSource';
import { configPath } from './links';
import { openAnew } from './openAnew';

/** Creates the data source and opens its settings. */
export function CreateButton() {
  const styles = useStyles2(getStyles);
  const [creating, setCreating] = useState(false);
  const [error, setError] = useState<string>();

  const create = async () => {
    setCreating(true);
    setError(undefined);
    try {
      openAnew(configPath(await createDataSource()));
    } catch (caught) {
      setError(explain(caught));
      setCreating(false);
    }
  };

  return (
    <div className={styles.action}>
      <Button icon="plus" disabled={creating} onClick={create} data-testid={testIds.home.create}>
        {creating ? 'Creating…' : 'Create data source'}
      </Button>
      {error && (
        <Alert severity="error" title="The data source could not be created" className={styles.error}>
          {error}
        </Alert>
      )}
    </div>
  );
}

function explain(error: unknown): string {
  if (!isFetchError(error)) {
    return error instanceof Error ? error.message : 'Grafana did not answer.';
  }
  if (error.status === 403) {
    return 'You may not create data sources here. Ask an administrator of this Grafana, or have it provisioned.';
  }
  return String(error.data?.message ?? error.statusText ?? `Grafana answered ${error.status}.`);
}

const getStyles = (theme: GrafanaTheme2) => ({
  action: css({ marginTop: theme.spacing(1) }),
  error: css({ marginTop: theme.spacing(1) }),
});
