import { Combobox, type ComboboxOption } from '@grafana/ui';
import React, { useMemo } from 'react';

import { useLater } from './useLater';

interface Props {
  id: string;
  labels: string[];
  value: string;
  onChange: (label: string) => void;
  width?: number;
  loading?: boolean;
  testId?: string;
}

/** Picks a canonical label. */
export function LabelPicker({ id, labels, value, onChange, width = 20, loading, testId }: Props) {
  // The list keeps its identity, because Grafana's Combobox takes an equal choice of a new list for a new choice.
  const options = useMemo(() => labels.map((label) => ({ value: label, label })), [labels]);
  const onPick = useLater((option: ComboboxOption) => option.value !== value && onChange(option.value));

  return (
    <Combobox
      id={id}
      width={width}
      options={options}
      value={value || null}
      onChange={onPick}
      placeholder={loading ? 'Reading …' : 'Label'}
      data-testid={testId}
    />
  );
}
