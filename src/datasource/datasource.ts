import {
  type AdHocVariableFilter,
  type CoreApp,
  type DataQueryRequest,
  type DataQueryResponse,
  type DataSourceGetTagKeysOptions,
  type DataSourceGetTagValuesOptions,
  type DataSourceInstanceSettings,
  getDefaultTimeRange,
  type LegacyMetricFindQueryOptions,
  type MetricFindValue,
  type ScopedVars,
  type TimeRange,
} from '@grafana/data';
import { DataSourceWithBackend, getTemplateSrv, type TemplateSrv } from '@grafana/runtime';
import { type DataQuery } from '@grafana/schema';
import { map, type Observable } from 'rxjs';

import {
  type CheckKeysRequest,
  type CheckKeysResponse,
  type Filter,
  type LabelValuesRequest,
  type LabelValuesResponse,
  type MigrateResponse,
  type PresenceRequest,
  type PresenceResponse,
  type SignalsResponse,
} from '../shared/types.gen';

import { annotationSupport } from './annotations/annotationSupport';
import { defaultQuery, isWorthAsking } from './model/defaults';
import { displayText } from './model/displayText';
import { withJoinedNotices } from './model/notices';
import { isAlerting } from './model/queryTypes';
import { importQueries } from './promql/importQueries';
import { PresenceCache } from './resources/presence';
import { type TokenpathQuery, type TokenpathSettings, type TokenpathVariableQuery } from './types';
import { fromAdHoc, interpolateFilters } from './variables/filters';
import { interpolateExpr, interpolateQuery, replaceWith } from './variables/interpolateQuery';
import { TokenpathVariableSupport } from './variables/TokenpathVariableSupport';
import { parseVariableQuery } from './variables/variableQuery';

/**
 * The thin front end of the data source: it expands variables and asks; all the work is done by the backend, so that
 * alert rules and shared dashboards get the same answers.
 */
export class TokenpathDataSource extends DataSourceWithBackend<TokenpathQuery, TokenpathSettings> {
  annotations = annotationSupport();

  private signalsRequest?: Promise<SignalsResponse>;
  private readonly presence = new PresenceCache((request) => this.postResource('signal-presence', request));

  constructor(
    instanceSettings: DataSourceInstanceSettings<TokenpathSettings>,
    private readonly templateSrv: TemplateSrv = getTemplateSrv()
  ) {
    super(instanceSettings);
    this.interval = instanceSettings.jsonData?.timeInterval;
    this.variables = new TokenpathVariableSupport(this);
  }

  /**
   * Only what makes it a query: hosts lay these defaults under stored queries too, where a grain or a format that is not
   * written means the backend's own, which differs between query types.
   */
  getDefaultQuery(app: CoreApp): Partial<TokenpathQuery> {
    const { queryType, version, operands, format } = defaultQuery(app);
    return { queryType, version, operands, ...(isAlerting(app) ? { format } : {}) };
  }

  query(request: DataQueryRequest<TokenpathQuery>): Observable<DataQueryResponse> {
    return super.query(request).pipe(map((response) => ({ ...response, data: response.data.map(withJoinedNotices) })));
  }

  filterQuery(query: TokenpathQuery): boolean {
    return isWorthAsking(query);
  }

  applyTemplateVariables(
    query: TokenpathQuery,
    scopedVars: ScopedVars,
    filters?: AdHocVariableFilter[]
  ): TokenpathQuery {
    return interpolateQuery(query, this.templateSrv, scopedVars, filters);
  }

  targetContainsTemplate(query: TokenpathQuery): boolean {
    return this.templateSrv.containsTemplate(JSON.stringify(query));
  }

  getQueryDisplayText(query: TokenpathQuery): string {
    return displayText(query);
  }

  /** The canonical signals and labels; asked once an instance, and again after a failure. */
  getSignals(): Promise<SignalsResponse> {
    this.signalsRequest ??= this.getResource<SignalsResponse>('signals').catch((error: unknown) => {
      this.signalsRequest = undefined;
      throw error;
    });
    return this.signalsRequest;
  }

  /** Which systems report which signal in a time range; remembered for a while. */
  getPresence(range: PresenceRequest): Promise<PresenceResponse> {
    return this.presence.of(range);
  }

  /** Whether the series of own PromQL meet devices or replicas by the labels that are said to be keys. */
  checkKeys(
    expr: string,
    keys: Record<string, string>,
    range: TimeRange = getDefaultTimeRange()
  ): Promise<CheckKeysResponse> {
    const request: CheckKeysRequest = {
      expr: interpolateExpr(expr, this.templateSrv),
      keys,
      from: range.from.valueOf(),
      to: range.to.valueOf(),
    };
    return this.postResource<CheckKeysResponse>('check-keys', request);
  }

  /** A stored query in the current version; only the backend knows the old ones. */
  migrate(query: TokenpathQuery): Promise<MigrateResponse> {
    return this.postResource<MigrateResponse>('migrate', query);
  }

  /** What is kept of another data source's queries when somebody switches to this one. */
  importQueries(queries: DataQuery[]): Promise<TokenpathQuery[]> {
    return importQueries(queries, this);
  }

  /** The values of a canonical label in a time range, scoped by filters without variables in them. */
  async getLabelValues(label: string, filters: Filter[], range: TimeRange = getDefaultTimeRange()): Promise<string[]> {
    const request: LabelValuesRequest = { label, filters, from: range.from.valueOf(), to: range.to.valueOf() };
    const response = await this.postResource<LabelValuesResponse>('label-values', request);
    return response.values ?? [];
  }

  /** Filters with the dashboard's variables expanded, for suggestions in the editors. */
  expandFilters(filters: Filter[] | undefined, scopedVars?: ScopedVars): Filter[] {
    return interpolateFilters(filters, replaceWith(this.templateSrv, scopedVars));
  }

  /** The dashboard's variables as they are written in a text, such as `$cluster`. */
  variableReferences(): string[] {
    return this.templateSrv.getVariables().map((variable) => `$${variable.name}`);
  }

  async metricFindQuery(
    query: TokenpathVariableQuery | string,
    options?: LegacyMetricFindQueryOptions
  ): Promise<MetricFindValue[]> {
    const { label, filters } = parseVariableQuery(query);
    const name = this.templateSrv.replace(label, options?.scopedVars);
    if (!name) {
      return [];
    }
    const values = await this.getLabelValues(name, this.expandFilters(filters, options?.scopedVars), options?.range);
    return values.map((value) => ({ text: value, value }));
  }

  async getTagKeys(_options?: DataSourceGetTagKeysOptions<TokenpathQuery>): Promise<MetricFindValue[]> {
    const { labels } = await this.getSignals();
    return labels.map((label) => ({ text: label, value: label }));
  }

  async getTagValues(options: DataSourceGetTagValuesOptions<TokenpathQuery>): Promise<MetricFindValue[]> {
    const others = options.filters.filter((filter) => filter.key !== options.key);
    const values = await this.getLabelValues(options.key, fromAdHoc(others), options.timeRange);
    return values.map((value) => ({ text: value, value }));
  }
}
