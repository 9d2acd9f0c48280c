import { Combobox, type ComboboxOption, InlineField, InlineSwitch } from '@grafana/ui';
import React, { useId, useMemo, useState } from 'react';

import { testIds } from '../../../../shared/testIds';
import { countError, parseCount, topChoices, withTop } from '../../../model/top';
import { type TokenpathQuery } from '../../../types';
import { InlineText } from '../../fields/InlineText';
import { useLater } from '../../fields/useLater';

interface Props {
  query: TokenpathQuery;
  onChange: (patch: Partial<TokenpathQuery>) => void;
}

/** How many rows to keep, compared by what, and whether the rest is shown as one. */
export function TopOptions({ query, onChange }: Props) {
  const id = useId();
  const { top } = query;
  const [error, setError] = useState<string>();
  const choicesText = JSON.stringify(topChoices(query));
  // The list keeps its identity while it is the same: see LabelPicker.
  const choices = useMemo<ComboboxOption[]>(() => JSON.parse(choicesText), [choicesText]);
  const by = top?.by ?? choices[0]?.value ?? null;
  const onBy = useLater(({ value }: ComboboxOption) => value !== by && onChange({ top: withTop(top, { by: value }) }));

  return (
    <>
      <InlineText
        label="Top"
        tooltip="Keeps only so many rows, the largest ones. Empty keeps all."
        value={top ? String(top.n) : ''}
        onCommit={(text) => {
          setError(countError(text));
          onChange({ top: withTop(top, { n: parseCount(text) ?? 0 }) });
        }}
        placeholder="all"
        width={8}
        error={error}
        testId={testIds.query.top}
      />
      {top && (
        <>
          <InlineField label="by" transparent>
            <Combobox
              id={`${id}-by`}
              aria-labelledby={`${id}-by`}
              width={20}
              options={choices}
              value={by}
              onChange={onBy}
              data-testid={testIds.query.topBy}
            />
          </InlineField>
          <InlineField label="Show the rest" tooltip="Adds one row, other, that holds what the rows left out came to.">
            <InlineSwitch
              id={`${id}-other`}
              value={Boolean(top.other)}
              onChange={(event) => onChange({ top: withTop(top, { other: event.currentTarget.checked }) })}
            />
          </InlineField>
        </>
      )}
    </>
  );
}
