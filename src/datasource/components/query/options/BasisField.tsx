import { InlineField, RadioButtonGroup } from '@grafana/ui';
import React from 'react';

import { type Basis } from '../../../../shared/types.gen';

interface Props {
  value: Basis | undefined;
  onChange: (basis: Basis) => void;
}

const bases = [
  {
    value: 'effective' as const,
    label: 'Effective',
    description: 'Idle time within five minutes of work is paid by it',
  },
  { value: 'usage' as const, label: 'Usage', description: 'Only time with work running is paid; the rest is idle' },
];

/** To whom the money of held GPU time is given. */
export function BasisField({ value, onChange }: Props) {
  return (
    <InlineField label="Basis" tooltip="To whom the money of held GPU time is given.">
      <RadioButtonGroup<Basis> aria-label="Basis" options={bases} value={value || 'effective'} onChange={onChange} />
    </InlineField>
  );
}
