import { Stack } from '@grafana/ui';
import React from 'react';

import { OperandList } from '../operands/OperandList';
import { ByField } from '../options/ByField';
import { GrainField } from '../options/GrainField';
import { OutputOptions } from '../options/OutputOptions';
import { type BodyProps } from '../sources';

import { Filters } from './Filters';

/** Operands joined at a grain. */
export function CorrelateBody(props: BodyProps) {
  const { query, sources, onChange } = props;
  return (
    <>
      <OperandList operands={query.operands} sources={sources} onChange={(operands) => onChange({ operands })} />
      <Stack direction="row" gap={0} wrap="wrap">
        <GrainField value={query.grain ?? 'replica'} onChange={(grain) => onChange({ grain })} />
        <ByField
          {...props}
          tooltip="Labels that split rows further or are shown beside them."
          placeholder="No further labels"
        />
      </Stack>
      <Filters {...props} />
      <OutputOptions query={query} onChange={onChange} />
    </>
  );
}
