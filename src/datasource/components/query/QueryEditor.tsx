import { type QueryEditorProps } from '@grafana/data';
import { Alert, Stack } from '@grafana/ui';
import React, { useMemo } from 'react';

import { testIds } from '../../../shared/testIds';
import { type TokenpathDataSource } from '../../datasource';
import { asksTheSame, isRunnable, withDefaults } from '../../model/defaults';
import { isAlerting } from '../../model/queryTypes';
import { type TokenpathQuery, type TokenpathSettings } from '../../types';

import { AlertingHints } from './AlertingHints';
import { LastAnswer } from './answer/LastAnswer';
import { QueryBody } from './bodies/QueryBody';
import { MigrationNotes } from './MigrationNotes';
import { QueryTypeSwitch } from './QueryTypeSwitch';
import { useMigration } from './useMigration';
import { usePresence } from './usePresence';
import { useSignals } from './useSignals';

type Props = QueryEditorProps<TokenpathDataSource, TokenpathQuery, TokenpathSettings>;

/** Edits a query: what it asks for, of what, for which rows, and what the last answer could and could not join. */
export function QueryEditor({ datasource, query: stored, data, range, app, onChange, onRunQuery }: Props) {
  const catalog = useSignals(datasource);
  const presence = usePresence(datasource, range);
  const query = withDefaults(stored, app);
  const sources = useMemo(() => ({ datasource, catalog, presence, range }), [datasource, catalog, presence, range]);

  // A query with an unfinished operand is kept, but asked only when there is something to answer.
  const change = (next: TokenpathQuery) => {
    onChange(next);
    if (isRunnable(next) && !asksTheSame(next, query)) {
      onRunQuery();
    }
  };
  const migration = useMigration(datasource, stored, change);

  return (
    <div data-testid={testIds.query.editor}>
      <Stack direction="column" gap={1}>
        {catalog.error && (
          <Alert severity="warning" title="The list of signals could not be read" bottomSpacing={0}>
            {catalog.error} Signal ids can still be typed.
          </Alert>
        )}
        <MigrationNotes {...migration} />
        <QueryTypeSwitch query={query} app={app} onChange={change} />
        <QueryBody query={query} sources={sources} onChange={(patch) => change({ ...query, ...patch })} />
        {isAlerting(app) && <AlertingHints query={query} />}
        <LastAnswer data={data} refId={query.refId} range={range} />
      </Stack>
    </div>
  );
}
