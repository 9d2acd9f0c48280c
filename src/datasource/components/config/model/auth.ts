import { type Options } from '../configProps';

import { withSettings } from './settings';

/** How the store authenticates the data source. */
export type AuthMethod = 'none' | 'basic' | 'oauth';

/** The authentication that the options stand at. */
export function authMethodOf(options: Options): AuthMethod {
  if (options.basicAuth) {
    return 'basic';
  }
  return options.jsonData.oauthPassThru ? 'oauth' : 'none';
}

/** The options with another authentication; what belongs to the old one is switched off. */
export function withAuthMethod(options: Options, method: AuthMethod): Options {
  const next = withSettings(options, { oauthPassThru: method === 'oauth' ? true : undefined });
  return { ...next, basicAuth: method === 'basic' };
}

/** The switches of TLS, under Grafana's own names. */
export type TlsFlag = 'tlsAuth' | 'tlsAuthWithCACert' | 'tlsSkipVerify';

/** The options with one of the TLS switches set or taken out. */
export function withFlag(options: Options, flag: TlsFlag, on: boolean): Options {
  const patch: Partial<Record<TlsFlag, boolean>> = {};
  patch[flag] = on || undefined;
  return withSettings(options, patch);
}
