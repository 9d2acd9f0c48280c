import { InlineField, MultiCombobox, RadioButtonGroup, Stack } from '@grafana/ui';
import React, { useId, useMemo } from 'react';

import { testIds } from '../../../../shared/testIds';
import { grains } from '../../../model/choices';
import { type TokenpathQuery } from '../../../types';

interface Props {
  query: TokenpathQuery;
  labels: string[];
  variables: string[];
  onChange: (patch: Partial<TokenpathQuery>) => void;
}

/** What one row of the answer stands for. */
export function GroupingOptions({ query, labels, variables, onChange }: Props) {
  const byId = useId();
  const options = useMemo(
    () => [...labels, ...variables].map((value) => ({ value, label: value })),
    [labels, variables]
  );

  return (
    <Stack direction="row" gap={0} wrap="wrap">
      <InlineField label="Grain" tooltip="What one row or series of the answer stands for.">
        <div data-testid={testIds.query.grain}>
          <RadioButtonGroup
            aria-label="Grain"
            options={grains}
            value={query.grain ?? 'replica'}
            onChange={(grain) => onChange({ grain })}
          />
        </div>
      </InlineField>
      <InlineField label="By" tooltip="Labels that split rows further or are shown beside them.">
        <MultiCombobox
          id={byId}
          width="auto"
          minWidth={20}
          maxWidth={60}
          options={options}
          value={query.by ?? []}
          onChange={(chosen) => onChange({ by: chosen.map((option) => option.value) })}
          isClearable
          placeholder="No further labels"
          data-testid={testIds.query.by}
        />
      </InlineField>
    </Stack>
  );
}
