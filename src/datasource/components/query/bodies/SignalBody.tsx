import { Stack } from '@grafana/ui';
import React from 'react';

import { OperandList } from '../operands/OperandList';
import { ByField } from '../options/ByField';
import { GrainField } from '../options/GrainField';
import { OutputOptions } from '../options/OutputOptions';
import { type BodyProps } from '../sources';

import { Filters } from './Filters';

/** Signals by chosen labels, with a grain only where one is wanted. */
export function SignalBody(props: BodyProps) {
  const { query, sources, onChange } = props;
  return (
    <>
      <OperandList operands={query.operands} sources={sources} onChange={(operands) => onChange({ operands })} />
      <Stack direction="row" gap={0} wrap="wrap">
        <ByField
          {...props}
          tooltip="One row or series for each value of these labels; one of everything where there is none."
          placeholder="One series of everything"
        />
        <GrainField value={query.grain} isOptional onChange={(grain) => onChange({ grain })} />
      </Stack>
      <Filters {...props} />
      <OutputOptions query={query} onChange={onChange} />
    </>
  );
}
