import { InlineField, RadioButtonGroup, Stack } from '@grafana/ui';
import React from 'react';

import { testIds } from '../../../../shared/testIds';
import { formats } from '../../../model/choices';
import { durationError } from '../../../model/duration';
import { legendError } from '../../../model/legend';
import { type TokenpathQuery } from '../../../types';
import { FieldError } from '../../fields/FieldError';
import { InlineText } from '../../fields/InlineText';

import { LegendField } from './LegendField';
import { TopOptions } from './TopOptions';

interface Props {
  query: TokenpathQuery;
  onChange: (patch: Partial<TokenpathQuery>) => void;
}

/** The shape of the answer, its series' names, its shortest step and how many rows it has. */
export function OutputOptions({ query, onChange }: Props) {
  const format = query.format ?? 'timeseries';
  const isSeries = format === 'timeseries';
  return (
    <Stack direction="column" gap={0.5}>
      <Stack direction="row" gap={0} wrap="wrap">
        <InlineField label="Format" tooltip="Time series for graphs, table for people, numeric for alert rules.">
          <div data-testid={testIds.query.format}>
            <RadioButtonGroup
              aria-label="Format"
              options={formats}
              value={format}
              onChange={(next) => onChange({ format: next })}
            />
          </div>
        </InlineField>
        {isSeries && (
          <>
            <LegendField query={query} onChange={onChange} />
            <InlineText
              label="Min step"
              tooltip="The shortest step. The answer's own is never shorter than the slowest source's scrape interval."
              value={query.minStep ?? ''}
              onCommit={(minStep) => onChange({ minStep: minStep.trim() || undefined })}
              placeholder="auto"
              width={10}
              error={durationError(query.minStep ?? '')}
              testId={testIds.query.minStep}
            />
          </>
        )}
        <TopOptions query={query} onChange={onChange} />
      </Stack>
      <FieldError text={isSeries ? legendError(query.legend ?? '', query) : undefined} />
    </Stack>
  );
}
