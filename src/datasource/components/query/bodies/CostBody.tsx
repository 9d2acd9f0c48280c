import React from 'react';

import { ByField } from '../options/ByField';
import { OutputOptions } from '../options/OutputOptions';
import { type BodyProps } from '../sources';

import { Filters } from './Filters';

/** The bill, divided by chosen labels. */
export function CostBody(props: BodyProps) {
  const { query, onChange } = props;
  return (
    <>
      <ByField
        {...props}
        tooltip="One row or series for each value of these labels. All rows add up to the bill."
        placeholder="The whole bill"
      />
      <Filters {...props} />
      <OutputOptions query={query} onChange={onChange} />
    </>
  );
}
