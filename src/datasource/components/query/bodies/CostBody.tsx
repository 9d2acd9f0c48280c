import { Stack } from '@grafana/ui';
import React from 'react';

import { costFields } from '../../../model/costFields';
import { AnswerFields } from '../options/AnswerFields';
import { BasisField } from '../options/BasisField';
import { ByField } from '../options/ByField';
import { OutputOptions } from '../options/OutputOptions';
import { type BodyProps } from '../sources';

import { Filters } from './Filters';

/** The bill, divided by chosen labels. */
export function CostBody(props: BodyProps) {
  const { query, onChange } = props;
  return (
    <>
      <Stack direction="row" gap={0} wrap="wrap">
        <ByField
          {...props}
          tooltip="One row or series for each value of these labels. All rows add up to the bill."
          placeholder="The whole bill"
        />
        <BasisField value={query.basis} onChange={(basis) => onChange({ basis })} />
        <AnswerFields query={query} known={costFields} onChange={onChange} />
      </Stack>
      <Filters {...props} />
      <OutputOptions query={query} onChange={onChange} />
    </>
  );
}
