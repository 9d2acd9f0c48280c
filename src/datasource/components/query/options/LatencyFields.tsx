import { InlineField, MultiCombobox } from '@grafana/ui';
import React, { useId } from 'react';

import { testIds } from '../../../../shared/testIds';
import { latencyFields } from '../../../model/latencyFields';
import { type TokenpathQuery } from '../../../types';
import { widthFor } from '../../fields/widthFor';

interface Props {
  query: TokenpathQuery;
  onChange: (patch: Partial<TokenpathQuery>) => void;
}

/** Which figures of a latency answer are wanted. */
export function LatencyFields({ query, onChange }: Props) {
  const id = useId();
  return (
    <InlineField label="Fields" tooltip="Which figures the answer holds; all of them where none is chosen.">
      <MultiCombobox
        id={id}
        width="auto"
        minWidth={widthFor(query.fields)}
        maxWidth={90}
        options={latencyFields}
        value={query.fields ?? []}
        onChange={(chosen) => onChange({ fields: inOrder(chosen.map(({ value }) => value)) })}
        isClearable
        placeholder="All fields"
        data-testid={testIds.query.fields}
      />
    </InlineField>
  );
}

// In the order of the answer, whatever the order of choosing; undefined where none is chosen.
function inOrder(chosen: string[]): string[] | undefined {
  const known = latencyFields.map(({ value }) => value).filter((id) => chosen.includes(id));
  const all = [...known, ...chosen.filter((id) => !known.includes(id))];
  return all.length > 0 ? all : undefined;
}
