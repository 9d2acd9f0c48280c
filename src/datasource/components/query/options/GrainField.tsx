import { InlineField, RadioButtonGroup } from '@grafana/ui';
import React from 'react';

import { testIds } from '../../../../shared/testIds';
import { type Grain } from '../../../../shared/types.gen';
import { grains } from '../../../model/choices';

interface Props {
  value: Grain | undefined;
  /** Whether rows can do without a grain; then there is a button for that. */
  isOptional?: boolean;
  onChange: (grain: Grain | undefined) => void;
}

const NONE = { value: '' as const, label: 'None', description: 'Only the labels of By make rows' };
const withNone = [NONE, ...grains];

/** What one row of the answer stands for. */
export function GrainField({ value, isOptional = false, onChange }: Props) {
  return (
    <InlineField label="Grain" tooltip="What one row or series of the answer stands for.">
      <div data-testid={testIds.query.grain}>
        <RadioButtonGroup<Grain | ''>
          aria-label="Grain"
          options={isOptional ? withNone : grains}
          value={value ?? ''}
          onChange={(grain) => onChange(grain || undefined)}
        />
      </div>
    </InlineField>
  );
}
