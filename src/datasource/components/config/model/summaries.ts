import { type Options } from '../configProps';

import { authMethodOf } from './auth';
import { endpointOf, type Family, familyOptions } from './families';
import { headerNumbers } from './headers';
import { counted } from './lists';

/** The host of a URL, or the URL where it has none. */
export function hostOf(url: string): string {
  return /^https?:\/\/([^/]+)/.exec(url)?.[1] ?? url;
}

/** How the connection is secured, in a few words. */
export function tlsSummary({ jsonData }: Options): string {
  return wordsOr(
    [
      jsonData.tlsAuthWithCACert && 'own certificate authority',
      jsonData.tlsAuth && 'client certificate',
      jsonData.tlsSkipVerify && 'verification skipped',
    ],
    'public certificates'
  );
}

/** What is set of an HTTP connection beside its URL, in a few words. */
export function connectionSummary(options: Options): string[] {
  const { jsonData } = options;
  const method = { none: '', basic: 'basic auth', oauth: 'OAuth identity forwarded' }[authMethodOf(options)];
  const headers = headerNumbers(options).length;
  const isSecured = jsonData.tlsAuth || jsonData.tlsAuthWithCACert || jsonData.tlsSkipVerify;
  return [
    method,
    isSecured ? tlsSummary(options) : '',
    headers > 0 ? counted(headers, 'header') : '',
    jsonData.customQueryParameters ?? '',
  ].filter(Boolean);
}

/** Where a family's series are. */
export function familySummary(options: Options, family: Family): string {
  const endpoint = endpointOf(options, family);
  const step = options.jsonData.nativeStep?.[family];
  const every = step ? [`every ${step}`] : [];
  if (!endpoint) {
    return [family === 'traces' ? 'not looked up' : 'same as default', ...every].join(' · ');
  }
  return [hostOf(endpoint.url), ...connectionSummary(familyOptions(options, family)), ...every].join(' · ');
}

/** The words, or what stands where there are none. */
export function wordsOr(parts: Array<string | undefined | false>, otherwise: string): string {
  const said = parts.filter(Boolean);
  return said.length > 0 ? said.join(' · ') : otherwise;
}
