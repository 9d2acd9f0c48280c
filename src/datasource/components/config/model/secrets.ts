import { type Options } from '../configProps';

/** The options with a secret typed. It goes to the backend when they are saved and is never read again. */
export function withSecret(options: Options, key: string, value: string): Options {
  return { ...options, secureJsonData: { ...options.secureJsonData, [key]: value } };
}

/** The options with stored secrets forgotten, so that others can be typed; saving them removes them from the store. */
export function withoutSecrets(options: Options, keys: string[]): Options {
  return {
    ...options,
    secureJsonFields: { ...options.secureJsonFields, ...Object.fromEntries(keys.map((key) => [key, false])) },
    secureJsonData: { ...options.secureJsonData, ...Object.fromEntries(keys.map((key) => [key, ''])) },
  };
}

/** Whether a secret is stored. */
export function hasSecret(options: Options, key: string): boolean {
  return Boolean(options.secureJsonFields?.[key]);
}

/** The names of the secrets that are stored or typed. */
export function secretNames(options: Options): string[] {
  const stored = Object.entries(options.secureJsonFields ?? {}).filter(([, isSet]) => isSet);
  const typed = Object.entries(options.secureJsonData ?? {}).filter(([, value]) => value);
  return [...new Set([...stored, ...typed].map(([key]) => key))].sort();
}
