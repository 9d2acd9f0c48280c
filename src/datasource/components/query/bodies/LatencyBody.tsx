import { Stack } from '@grafana/ui';
import React from 'react';

import { latencyFields } from '../../../model/latencyFields';
import { AnswerFields } from '../options/AnswerFields';
import { ByField } from '../options/ByField';
import { OutputOptions } from '../options/OutputOptions';
import { type BodyProps } from '../sources';

import { Filters } from './Filters';

/** Phases of requests by chosen labels. */
export function LatencyBody(props: BodyProps) {
  const { query, onChange } = props;
  return (
    <>
      <Stack direction="row" gap={0} wrap="wrap">
        <ByField
          {...props}
          tooltip="One row or series for each value of these labels; one of everything where there is none."
          placeholder="All requests together"
        />
        <AnswerFields query={query} known={latencyFields} onChange={onChange} />
      </Stack>
      <Filters {...props} />
      <OutputOptions query={query} onChange={onChange} />
    </>
  );
}
