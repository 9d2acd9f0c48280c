import { type TimeRange } from '@grafana/data';
import { type ComboboxOption } from '@grafana/ui';
import { useCallback } from 'react';

import { type Filter } from '../../../../shared/types.gen';
import { type TokenpathDataSource } from '../../../datasource';

/** Suggests a label's values in the time range, scoped by the other filters; the dashboard's variables come first. */
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
      const wanted = typed.toLowerCase();
      const values = label ? await datasource.getLabelValues(label, datasource.expandFilters(filters), range) : [];
      return [
        ...datasource.variableReferences().map((value) => ({ value, label: value, description: 'Dashboard variable' })),
        ...values.map((value) => ({ value, label: value || '(empty)' })),
      ].filter((option) => option.label.toLowerCase().includes(wanted));
    },
    [datasource, label, scope, range]
  );
}
