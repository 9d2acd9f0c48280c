import { type Endpoint } from '../../../../shared/types.gen';
import { type HttpSettings } from '../../../types';
import { type Options } from '../configProps';

import { secretNames, withoutSecrets } from './secrets';
import { compact, filled, withSettings } from './settings';

/** The families of series that may be in a store of their own. */
export const FAMILIES = ['gpu', 'engine', 'kubernetes', 'cost', 'gateway'] as const;

/** The stores that may be set: those of families, and one of traces, which has no default. */
export const ENDPOINTS = [...FAMILIES, 'traces'] as const;

export type Family = (typeof ENDPOINTS)[number];

/** A family's store as it is saved: URL and Grafana's own names for authentication beside each other. */
export type FamilyEndpoint = Endpoint & HttpSettings & { basicAuth?: boolean; basicAuthUser?: string };

/** The store of a family, or undefined where it is read from the default endpoint. */
export function endpointOf(options: Options, family: Family): FamilyEndpoint | undefined {
  // The generated type knows what we name ourselves; Grafana's own keys are beside it.
  return options.jsonData.endpoints?.[family] as FamilyEndpoint | undefined;
}

/** How a family's secrets are named in secureJsonData. */
export const secretKey = (family: Family, secret: string): string => `${family}.${secret}`;

/**
 * A family's store in the form of a whole data source, so that the same fields edit it as the default endpoint: its
 * secrets lose the family's prefix.
 */
export function familyOptions(options: Options, family: Family): Options {
  const { url = '', basicAuth = false, basicAuthUser = '', ...jsonData } = endpointOf(options, family) ?? {};
  const own = <T>(secrets: Record<string, T> = {}) =>
    Object.fromEntries(
      Object.entries(secrets)
        .filter(([key]) => key.startsWith(`${family}.`))
        .map(([key, value]) => [key.slice(family.length + 1), value])
    );
  return {
    ...options,
    url,
    basicAuth,
    basicAuthUser,
    jsonData,
    secureJsonData: own(options.secureJsonData),
    secureJsonFields: own(options.secureJsonFields),
  };
}

/** The data source with what was edited in the form of familyOptions put back in its place. */
export function withFamilyOptions(options: Options, family: Family, edited: Options): Options {
  const endpoint: FamilyEndpoint = compact({
    url: edited.url,
    basicAuth: edited.basicAuth || undefined,
    basicAuthUser: edited.basicAuthUser || undefined,
    ...edited.jsonData,
  });
  const prefixed = <T>(secrets: Record<string, T> = {}) =>
    Object.fromEntries(Object.entries(secrets).map(([key, value]) => [secretKey(family, key), value]));
  const isEmpty = !endpoint.url && Object.keys(endpoint).length === 1;
  return {
    ...withEndpoint(options, family, isEmpty ? undefined : endpoint),
    secureJsonData: { ...options.secureJsonData, ...prefixed(edited.secureJsonData) },
    secureJsonFields: { ...options.secureJsonFields, ...prefixed(edited.secureJsonFields) },
  };
}

function withEndpoint(options: Options, family: Family, endpoint: FamilyEndpoint | undefined): Options {
  return withSettings(options, { endpoints: filled({ ...options.jsonData.endpoints, [family]: endpoint! }) });
}

/** The data source with a family read from the default endpoint again; its secrets are forgotten. */
export function withoutFamily(options: Options, family: Family): Options {
  const secrets = secretNames(options).filter((key) => key.startsWith(`${family}.`));
  return withoutSecrets(withEndpoint(options, family, undefined), secrets);
}

/** The data source with the scrape interval of a family declared, or measured where it is empty. */
export function withNativeStep(options: Options, family: Family, step: string): Options {
  return withSettings(options, {
    nativeStep: filled({ ...options.jsonData.nativeStep, [family]: step || undefined! }),
  });
}
