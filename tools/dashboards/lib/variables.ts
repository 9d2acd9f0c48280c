import {
  DatasourceVariableBuilder,
  QueryVariableBuilder,
  VariableRefresh,
  VariableSort,
} from '@grafana/grafana-foundation-sdk/dashboard';

import { DATASOURCE_TYPE } from '../../../src/shared/ids';

import { dataSource, filtersBy } from './correlate';

/** The choice among data sources of the plugin's type. */
export function dataSourceVariable(): DatasourceVariableBuilder {
  return new DatasourceVariableBuilder('datasource').label('Data source').type(DATASOURCE_TYPE);
}

/** The values of a canonical label in the time range, scoped by variables on other labels; several, or all. */
export function labelVariable(name: string, label: string, title: string, scopes: string[]): QueryVariableBuilder {
  const query = { refId: 'TokenpathVariable', label, filters: filtersBy(scopes) };
  return new QueryVariableBuilder(name)
    .label(title)
    .datasource(dataSource)
    .query(query)
    .definition(label)
    .multi(true)
    .includeAll(true)
    .current({ selected: true, text: ['All'], value: ['$__all'] })
    .refresh(VariableRefresh.OnTimeRangeChanged)
    .sort(VariableSort.AlphabeticalAsc);
}
