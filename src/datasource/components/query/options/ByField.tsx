import { InlineField, MultiCombobox } from '@grafana/ui';
import React, { useId, useMemo } from 'react';

import { testIds } from '../../../../shared/testIds';
import { widthFor } from '../../fields/widthFor';
import { type BodyProps } from '../sources';

interface Props extends BodyProps {
  tooltip: string;
  placeholder: string;
}

/** The labels that split the answer into rows or series. */
export function ByField({ query, sources, onChange, tooltip, placeholder }: Props) {
  const id = useId();
  const { labels } = sources.catalog;
  const variables = sources.datasource.variableReferences().join();
  const options = useMemo(
    () => [...labels, ...variables.split(',').filter(Boolean)].map((value) => ({ value, label: value })),
    [labels, variables]
  );

  return (
    <InlineField label="By" tooltip={tooltip}>
      <MultiCombobox
        id={id}
        width="auto"
        minWidth={widthFor(query.by)}
        maxWidth={90}
        options={options}
        value={query.by ?? []}
        onChange={(chosen) => onChange({ by: chosen.map((option) => option.value) })}
        isClearable
        placeholder={placeholder}
        data-testid={testIds.query.by}
      />
    </InlineField>
  );
}
