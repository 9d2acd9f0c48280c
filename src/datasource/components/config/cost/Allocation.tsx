import { Field, RadioButtonGroup } from '@grafana/ui';
import React from 'react';

import { testIds } from '../../../../shared/testIds';
import { durationError } from '../../../model/duration';
import { type ConfigProps } from '../configProps';
import { numberForm } from '../fields/forms';
import { ParsedSetting } from '../fields/ParsedSetting';
import { TextSetting } from '../fields/TextSetting';
import { FieldRow } from '../layout/FieldRow';
import { useReadOnly } from '../layout/readOnly';
import { SubSection } from '../layout/SubSection';
import { withSettings } from '../model/settings';

const ratio = numberForm({ min: 0, max: 1 });

const rules = [
  { value: 'time', label: 'By request time', description: 'Prefill seconds to decode seconds; an estimate' },
  { value: 'ratio', label: 'Fixed share', description: 'A ratio that you know' },
];

/** How money is divided between prompt and generation, and over time. */
export function Allocation({ options, onOptionsChange }: ConfigProps) {
  const { phaseWeight, allocationInterval } = options.jsonData;
  const disabled = useReadOnly();
  const isRatio = phaseWeight !== undefined && phaseWeight !== 'time';
  const setWeight = (weight: string | undefined) => onOptionsChange(withSettings(options, { phaseWeight: weight }));
  return (
    <SubSection title="Allocation">
      <FieldRow>
        <Field label="Prompt and generation" description="How the cost of a replica is divided between the two.">
          <RadioButtonGroup
            aria-label="How cost is divided between prompt and generation"
            options={rules}
            value={isRatio ? 'ratio' : 'time'}
            disabled={disabled}
            onChange={(rule) => setWeight(rule === 'ratio' ? '0.5' : undefined)}
          />
        </Field>
        {isRatio && (
          <ParsedSetting
            label="Share of the prompt"
            description="From 0 to 1; generation has the rest."
            width={12}
            placeholder="0.5"
            form={ratio}
            value={Number(phaseWeight)}
            onCommit={(share) => setWeight(share === undefined ? undefined : String(share))}
            testId={testIds.config.phaseWeight}
          />
        )}
      </FieldRow>
      <TextSetting
        label="Allocation interval"
        description="An interval's money goes to the tokens made in it; one without a token is idle."
        placeholder="5m"
        width={12}
        value={allocationInterval}
        check={durationError}
        onCommit={(text) => onOptionsChange(withSettings(options, { allocationInterval: text || undefined }))}
        testId={testIds.config.allocationInterval}
      />
    </SubSection>
  );
}
