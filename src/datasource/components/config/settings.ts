import { type Price } from '../../../shared/types.gen';
import { type TokenpathSettings } from '../../types';

import { type Options } from './configProps';

/** The options with some settings changed; one that becomes undefined is removed. */
export function withSettings(options: Options, patch: Partial<TokenpathSettings>): Options {
  const jsonData: TokenpathSettings = { ...options.jsonData, ...patch };
  return { ...options, jsonData: withoutUndefined(jsonData) };
}

function withoutUndefined<T extends object>(object: T): T {
  const kept = { ...object };
  for (const key in kept) {
    if (kept[key] === undefined) {
      delete kept[key];
    }
  }
  return kept;
}

/** The options with one of the TLS switches set or taken out. */
export function withFlag(
  options: Options,
  flag: 'tlsAuth' | 'tlsAuthWithCACert' | 'tlsSkipVerify',
  on: boolean
): Options {
  const patch: Partial<TokenpathSettings> = {};
  patch[flag] = on || undefined;
  return withSettings(options, patch);
}

/** The options with a secret typed. It goes to the backend when they are saved and is never read again. */
export function withSecret(options: Options, key: string, value: string): Options {
  return { ...options, secureJsonData: { ...options.secureJsonData, [key]: value } };
}

/** The options with a stored secret forgotten, so that another can be typed. */
export function withoutSecret(options: Options, key: string): Options {
  return {
    ...options,
    secureJsonFields: { ...options.secureJsonFields, [key]: false },
    secureJsonData: { ...options.secureJsonData, [key]: '' },
  };
}

/** Whether a secret is stored. */
export function hasSecret(options: Options, key: string): boolean {
  return Boolean(options.secureJsonFields?.[key]);
}

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

/** What is wrong with the endpoint's URL, in words, or undefined. */
export function urlError(url: string): string | undefined {
  if (url === '' || url.includes('$')) {
    return undefined;
  }
  return /^https?:\/\/[^\s/]+/.test(url) ? undefined : 'Start with http:// or https:// and a host.';
}

/** The prices with an empty one at the end, in the currency of the last. */
export function addPrice(prices: Price[]): Price[] {
  return [...prices, { gpu_model: '', per_hour: 0, currency: prices[prices.length - 1]?.currency ?? 'USD' }];
}

/** What is wrong with a declared price, in words, or undefined. */
export function priceError(price: Price): string | undefined {
  if (!Number.isFinite(price.per_hour) || price.per_hour <= 0) {
    return 'The price has to be more than 0.';
  }
  return /^[A-Z]{3}$/.test(price.currency) ? undefined : 'Use a three-letter currency code such as EUR.';
}
