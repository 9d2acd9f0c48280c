import React from 'react';

import { FilterList } from '../filters/FilterList';
import { type BodyProps } from '../sources';

/** The filters of a query. */
export function Filters({ query, sources, onChange }: BodyProps) {
  return (
    <FilterList
      filters={query.filters ?? []}
      labels={sources.catalog.labels}
      datasource={sources.datasource}
      range={sources.range}
      onChange={(filters) => onChange({ filters })}
    />
  );
}
