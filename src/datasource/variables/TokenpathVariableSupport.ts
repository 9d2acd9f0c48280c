import { CustomVariableSupport, type DataQueryRequest, type DataQueryResponse } from '@grafana/data';
import { from, map, type Observable } from 'rxjs';

import { VariableQueryEditor } from '../components/variable/VariableQueryEditor';
import { type TokenpathDataSource } from '../datasource';
import { type TokenpathQuery, type TokenpathSettings, type TokenpathVariableQuery } from '../types';

import { parseVariableQuery } from './variableQuery';

/** Dashboard variables: the values of one canonical label, scoped by other variables and by the time range. */
export class TokenpathVariableSupport extends CustomVariableSupport<
  TokenpathDataSource,
  TokenpathVariableQuery,
  TokenpathQuery,
  TokenpathSettings
> {
  editor = VariableQueryEditor;

  constructor(private readonly datasource: TokenpathDataSource) {
    super();
  }

  query(request: DataQueryRequest<TokenpathVariableQuery>): Observable<DataQueryResponse> {
    const [target] = request.targets;
    const options = { scopedVars: request.scopedVars, range: request.range };
    return from(this.datasource.metricFindQuery(parseVariableQuery(target), options)).pipe(
      map((values) => ({ data: values }))
    );
  }
}
