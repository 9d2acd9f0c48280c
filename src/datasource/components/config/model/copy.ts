import { type DataSourceJsonData, type DataSourceSettings } from '@grafana/data';

import { type HttpSettings, type TokenpathSettings } from '../../../types';
import { type Options } from '../configProps';

import { secretNames, withoutSecrets } from './secrets';
import { compact } from './settings';

/** A data source of another type with the Prometheus HTTP API. */
export type CopySource = DataSourceSettings<DataSourceJsonData & HttpSettings & Partial<TokenpathSettings>>;

/** Types of data sources whose URL and options can be taken over. */
const TYPES = ['prometheus', 'victoriametrics-metrics-datasource', 'grafana-amazonprometheus-datasource'];

const PLAIN =
  /^(tlsAuth|tlsAuthWithCACert|tlsSkipVerify|serverName|keepCookies|timeout|oauthPassThru|customQueryParameters|httpHeaderName\d+)$/;

/** Whether a data source has what we can copy. */
export const isCopyable = ({ type }: { type: string }): boolean => TYPES.includes(type);

/** What a secret is called in the editor. */
function secretTitle(key: string, { jsonData }: CopySource): string {
  const number = /^httpHeaderValue(\d+)$/.exec(key)?.[1];
  if (number) {
    return `value of the header ${jsonData[`httpHeaderName${Number(number)}`] ?? number}`;
  }
  const titles: Record<string, string> = {
    basicAuthPassword: 'password',
    tlsCACert: 'CA certificate',
    tlsClientCert: 'client certificate',
    tlsClientKey: 'client key',
  };
  return titles[key] ?? key;
}

/**
 * The connection with URL and options of another data source. Its secrets cannot be read, and those stored here were
 * for another store, so they are forgotten; `retype` names what has to be typed.
 */
export function copyConnection(options: Options, source: CopySource): { options: Options; retype: string[] } {
  const own = Object.entries(options.jsonData).filter(([key]) => !PLAIN.test(key));
  const copied = Object.entries(source.jsonData ?? {}).filter(([key]) => PLAIN.test(key));
  const jsonData: TokenpathSettings = compact(Object.fromEntries([...own, ...copied]));
  const connection = secretNames(options).filter((key) => !key.includes('.'));
  const retype = secretNames({ ...options, secureJsonData: {}, secureJsonFields: source.secureJsonFields });
  return {
    options: {
      ...withoutSecrets(options, connection),
      url: source.url,
      basicAuth: source.basicAuth,
      basicAuthUser: source.basicAuthUser,
      jsonData,
    },
    retype: retype.map((key) => secretTitle(key, source)),
  };
}
