import { type QueryEditorProps } from '@grafana/data';
import { Alert, Stack } from '@grafana/ui';
import React from 'react';

import { CoverageBadge } from '../../../shared/coverage/CoverageBadge';
import { coverageOfPanel } from '../../../shared/coverage/parse';
import { testIds } from '../../../shared/testIds';
import { type TokenpathDataSource } from '../../datasource';
import { asksTheSame, isRunnable, withDefaults } from '../../model/defaults';
import { type TokenpathQuery, type TokenpathSettings } from '../../types';

import { FilterList } from './filters/FilterList';
import { OperandList } from './operands/OperandList';
import { GroupingOptions } from './options/GroupingOptions';
import { OutputOptions } from './options/OutputOptions';
import { useSignals } from './useSignals';

type Props = QueryEditorProps<TokenpathDataSource, TokenpathQuery, TokenpathSettings>;

/** Edits a correlate query: what to read, how to join it, which rows to keep, and what the last answer could join. */
export function QueryEditor({ datasource, query: stored, data, range, app, onChange, onRunQuery }: Props) {
  const catalog = useSignals(datasource);
  const query = withDefaults(stored, app);
  const coverage = coverageOfPanel(data, query.refId);

  // A query with an unfinished operand is kept, but asked only when there is something to answer.
  const update = (patch: Partial<TokenpathQuery>) => {
    const next = { ...query, ...patch };
    onChange(next);
    if (isRunnable(next) && !asksTheSame(next, query)) {
      onRunQuery();
    }
  };

  return (
    <div data-testid={testIds.query.editor}>
      <Stack direction="column" gap={1}>
        {catalog.error && (
          <Alert severity="warning" title="The list of signals could not be read">
            {catalog.error} Signal ids can still be typed.
          </Alert>
        )}
        <OperandList operands={query.operands} catalog={catalog} onChange={(operands) => update({ operands })} />
        <GroupingOptions
          query={query}
          labels={catalog.labels}
          variables={datasource.variableReferences()}
          onChange={update}
        />
        <FilterList
          filters={query.filters ?? []}
          labels={catalog.labels}
          datasource={datasource}
          range={range}
          onChange={(filters) => update({ filters })}
        />
        <OutputOptions query={query} onChange={update} />
        {coverage && <CoverageBadge coverage={coverage} />}
      </Stack>
    </div>
  );
}
