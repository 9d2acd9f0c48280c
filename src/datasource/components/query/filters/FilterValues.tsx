import { type TimeRange } from '@grafana/data';
import { MultiCombobox } from '@grafana/ui';
import React, { useId, useMemo } from 'react';

import { testIds } from '../../../../shared/testIds';
import { type Filter } from '../../../../shared/types.gen';
import { type TokenpathDataSource } from '../../../datasource';
import { regexError } from '../../../model/filters';
import { isRegexOp } from '../../../variables/filters';
import { DraftInput } from '../../fields/DraftInput';
import { HiddenLabel } from '../../fields/HiddenLabel';

import { useValueLoader } from './useValueLoader';

/** Where suggestions for values come from. */
export interface ValueSource {
  datasource: TokenpathDataSource;
  others: Filter[];
  range?: TimeRange;
}

interface Props extends ValueSource {
  filter: Filter;
  index: number;
  onChange: (filter: Filter) => void;
}

/** The values of a filter: several literal ones, or one expression. Dashboard variables are allowed in both. */
export function FilterValues({ filter, index, onChange, datasource, others, range }: Props) {
  const id = useId();
  const load = useValueLoader(datasource, filter.label, others, range);
  // The choice keeps its identity while it is the same: see LabelPicker.
  const chosen = useMemo(() => filter.values.map((value) => ({ value, label: value || '(empty)' })), [filter.values]);
  const name = `Values of filter ${index + 1}`;

  if (isRegexOp(filter.op)) {
    const expression = filter.values[0] ?? '';
    return (
      <DraftInput
        width={32}
        value={expression}
        onCommit={(text) => onChange({ ...filter, values: text ? [text] : [] })}
        placeholder="llama.*"
        invalid={Boolean(regexError(expression))}
        title={regexError(expression)}
        aria-label={name}
        data-testid={testIds.query.filterValues(index)}
      />
    );
  }
  return (
    <>
      <HiddenLabel htmlFor={id} text={name} />
      <MultiCombobox
        id={id}
        width="auto"
        minWidth={24}
        maxWidth={64}
        options={load}
        value={chosen}
        onChange={(options) => onChange({ ...filter, values: options.map((option) => option.value) })}
        isClearable
        placeholder="Values or a variable"
        data-testid={testIds.query.filterValues(index)}
      />
    </>
  );
}
