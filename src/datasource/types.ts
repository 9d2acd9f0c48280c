import { type DataSourceJsonData } from '@grafana/data';
import { type DataQuery } from '@grafana/schema';

import { type Filter, type Query, type Settings } from '../shared/types.gen';

/** A stored query of the data source: Grafana's part and ours. */
export type TokenpathQuery = DataQuery & Query;

/** Grafana's own settings of an HTTP connection; its SDK reads them in the backend. */
export interface HttpSettings {
  oauthPassThru?: boolean;
  tlsSkipVerify?: boolean;
  tlsAuth?: boolean;
  tlsAuthWithCACert?: boolean;
  serverName?: string;
  /** Names of the browser's cookies that are passed on. */
  keepCookies?: string[];
  /** Seconds after which a request is given up. */
  timeout?: number;
  [header: `httpHeaderName${number}`]: string | undefined;
}

/** The part of the data source's settings that Grafana shows to every reader of the configuration. */
export type TokenpathSettings = DataSourceJsonData & HttpSettings & Partial<Settings>;

/** The secrets, which only the backend can read again. Header values are `httpHeaderValue1` and on. */
export type TokenpathSecrets = Record<string, string>;

/** A dashboard variable's query: the values of one canonical label, scoped by others. */
export interface TokenpathVariableQuery extends DataQuery {
  label: string;
  filters?: Filter[];
}
