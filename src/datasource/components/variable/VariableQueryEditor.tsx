import { type QueryEditorProps } from '@grafana/data';
import { Field, Stack } from '@grafana/ui';
import React, { useId } from 'react';

import { testIds } from '../../../shared/testIds';
import { type TokenpathDataSource } from '../../datasource';
import { type TokenpathQuery, type TokenpathSettings, type TokenpathVariableQuery } from '../../types';
import { parseVariableQuery } from '../../variables/variableQuery';
import { LabelPicker } from '../fields/LabelPicker';
import { FilterList } from '../query/filters/FilterList';
import { useSignals } from '../query/useSignals';

type Props = QueryEditorProps<TokenpathDataSource, TokenpathQuery, TokenpathSettings, TokenpathVariableQuery>;

/** Edits a dashboard variable: a canonical label whose values it lists, scoped by filters. */
export function VariableQueryEditor({ datasource, query: stored, range, onChange }: Props) {
  const id = useId();
  const catalog = useSignals(datasource);
  const query = parseVariableQuery(stored);

  return (
    <Stack direction="column" gap={1}>
      <Field
        label="Label"
        description="The variable lists the values that this label has in the time range."
        htmlFor={id}
        noMargin
      >
        <LabelPicker
          id={id}
          width={30}
          labels={catalog.labels}
          value={query.label}
          onChange={(label) => onChange({ ...query, label })}
          loading={catalog.loading}
          testId={testIds.variable.label}
        />
      </Field>
      <FilterList
        filters={query.filters ?? []}
        labels={catalog.labels}
        datasource={datasource}
        range={range}
        onChange={(filters) => onChange({ ...query, filters })}
      />
    </Stack>
  );
}
