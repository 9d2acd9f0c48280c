import { Stack } from '@grafana/ui';
import React from 'react';

import { kvcacheFields } from '../../../model/kvcacheFields';
import { AnswerFields } from '../options/AnswerFields';
import { ByField } from '../options/ByField';
import { OutputOptions } from '../options/OutputOptions';
import { type BodyProps } from '../sources';

import { Filters } from './Filters';

/** Health of KV caches by chosen labels. */
export function KVCacheBody(props: BodyProps) {
  const { query, onChange } = props;
  return (
    <>
      <Stack direction="row" gap={0} wrap="wrap">
        <ByField
          {...props}
          tooltip="One row or series for each value of these labels. A row’s verdict is the severest of its replicas."
          placeholder="All caches together"
        />
        <AnswerFields query={query} known={kvcacheFields} onChange={onChange} />
      </Stack>
      <Filters {...props} />
      <OutputOptions query={query} onChange={onChange} />
    </>
  );
}
