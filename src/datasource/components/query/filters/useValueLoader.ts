import { type TimeRange } from '@grafana/data';
import { type ComboboxOption } from '@grafana/ui';
import { useCallback } from 'react';

import { type Filter } from '../../../../shared/types.gen';
import { type TokenpathDataSource } from '../../../datasource';
import { suggest } from '../../../model/suggest';

/** Suggests a label's values in the time range, scoped by the other filters and with the dashboard's variables. */
export function useValueLoader(
  datasource: TokenpathDataSource,
  label: string,
  others: Filter[],
  range: TimeRange | undefined
): (typed: string) => Promise<ComboboxOption[]> {
  // The filters' text stands for them, so that the loader changes only when what it asks does.
  const scope = JSON.stringify(others);
  return useCallback(
    async (typed: string) => {
      const filters: Filter[] = JSON.parse(scope);
      const values = label ? await datasource.getLabelValues(label, datasource.expandFilters(filters), range) : [];
      return suggest(values, datasource.variableReferences(), typed);
    },
    [datasource, label, scope, range]
  );
}
