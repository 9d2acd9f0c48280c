import { type TimeRange } from '@grafana/data';
import { Button, InlineLabel, Stack } from '@grafana/ui';
import React from 'react';

import { testIds } from '../../../../shared/testIds';
import { type Filter } from '../../../../shared/types.gen';
import { type TokenpathDataSource } from '../../../datasource';
import { addFilter } from '../../../model/filters';

import { FilterRow } from './FilterRow';

interface Props {
  filters: Filter[];
  labels: string[];
  datasource: TokenpathDataSource;
  range?: TimeRange;
  onChange: (filters: Filter[]) => void;
}

/** Which rows the answer keeps. */
export function FilterList({ filters, labels, datasource, range, onChange }: Props) {
  return (
    <Stack direction="row" gap={0.5} wrap="wrap" alignItems="flex-start">
      <InlineLabel width="auto" tooltip="Keeps rows by canonical labels. Dashboard variables work in every value.">
        Filters
      </InlineLabel>
      {filters.map((filter, index) => (
        <FilterRow
          key={index}
          filter={filter}
          index={index}
          labels={labels}
          datasource={datasource}
          others={filters.filter((_, at) => at !== index)}
          range={range}
          onChange={(next) => onChange(filters.map((one, at) => (at === index ? next : one)))}
          onRemove={() => onChange(filters.filter((_, at) => at !== index))}
        />
      ))}
      <Button
        variant="secondary"
        icon="plus"
        aria-label="Add filter"
        data-testid={testIds.query.addFilter}
        onClick={() => onChange(addFilter(filters))}
      />
    </Stack>
  );
}
