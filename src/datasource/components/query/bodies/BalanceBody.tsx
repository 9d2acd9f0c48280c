import { Stack } from '@grafana/ui';
import React, { useMemo } from 'react';

import { LabelGroup } from '../../../../shared/types.gen';
import { balanceFields } from '../../../model/balanceFields';
import { AnswerFields } from '../options/AnswerFields';
import { ByField } from '../options/ByField';
import { OutputOptions } from '../options/OutputOptions';
import { type BodyProps } from '../sources';

import { Filters } from './Filters';

/** The GPUs of parallel groups compared, by chosen labels. */
export function BalanceBody(props: BodyProps) {
  const { query, onChange, sources } = props;
  const withGroup = useMemo(
    () => ({ ...sources, catalog: { ...sources.catalog, labels: [LabelGroup, ...sources.catalog.labels] } }),
    [sources]
  );
  return (
    <>
      <Stack direction="row" gap={0} wrap="wrap">
        <ByField
          {...props}
          sources={withGroup}
          tooltip="One row or series for each value of these labels. group is a parallel group, gpu_uuid makes rows of single GPUs."
          placeholder="All groups together"
        />
        <AnswerFields query={query} known={balanceFields} onChange={onChange} />
      </Stack>
      <Filters {...props} sources={withGroup} />
      <OutputOptions query={query} onChange={onChange} />
    </>
  );
}
