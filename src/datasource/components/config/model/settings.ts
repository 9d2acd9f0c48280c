import { type TokenpathSettings } from '../../../types';
import { type Options } from '../configProps';

/** The options with some settings changed; one that becomes undefined is removed. */
export function withSettings(options: Options, patch: Partial<TokenpathSettings>): Options {
  return { ...options, jsonData: compact({ ...options.jsonData, ...patch }) };
}

/** The object without the keys that are undefined. */
export function compact<T extends object>(object: T): T {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as T;
}

/** The list, or undefined where it is empty: an empty list is not written. */
export function listed<T>(items: T[]): T[] | undefined {
  return items.length > 0 ? items : undefined;
}

/** The object, or undefined where it holds nothing. */
export function filled<T extends object>(object: T): T | undefined {
  const kept = compact(object);
  return Object.keys(kept).length > 0 ? kept : undefined;
}
