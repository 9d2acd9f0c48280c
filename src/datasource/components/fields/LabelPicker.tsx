import { Combobox } from '@grafana/ui';
import React from 'react';

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
  return (
    <Combobox
      id={id}
      width={width}
      options={labels.map((label) => ({ value: label, label }))}
      value={value || null}
      onChange={(option) => onChange(option.value)}
      loading={loading}
      placeholder="Label"
      data-testid={testId}
    />
  );
}
