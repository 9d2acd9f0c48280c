import { type CheckKeysResponse, type LabelExample } from '../../shared/types.gen';

/** Canonical label → the expression's own. */
export type Keys = Record<string, string>;

/** The keys with one canonical label exchanged for another, in the same place. */
export function renameKey(keys: Keys, from: string, to: string): Keys {
  const entries = Object.entries(keys).filter(([canonical]) => canonical !== to || canonical === from);
  return Object.fromEntries(entries.map(([canonical, own]) => [canonical === from ? to : canonical, own]));
}

/** The keys without one; undefined where none is left, so that nothing empty is stored. */
export function withoutKey(keys: Keys, canonical: string): Keys | undefined {
  const rest = Object.entries(keys).filter(([name]) => name !== canonical);
  return rest.length > 0 ? Object.fromEntries(rest) : undefined;
}

/** The keys with one more, whose own label is the one suggested for it, else the one of the same name. */
export function addKey(keys: Keys, canonical: string, suggested: Keys): Keys {
  return { ...keys, [canonical]: suggested[canonical] ?? canonical };
}

/** What the check suggests beyond what is chosen already; undefined where that is nothing. */
export function betterKeys(keys: Keys, suggested: Keys | undefined): Keys | undefined {
  const news = Object.entries(suggested ?? {}).filter(([canonical, own]) => keys[canonical] !== own);
  return news.length > 0 ? { ...keys, ...suggested } : undefined;
}

/** Key columns as a text: `pod = exported_pod, node`. */
export function keysText(keys: Keys): string {
  return Object.entries(keys)
    .map(([canonical, own]) => (canonical === own ? canonical : `${canonical} = ${own}`))
    .join(', ');
}

/** The expression's labels to choose from, each with a value as an example, and the chosen one even if it has none. */
export function ownLabelOptions(labels: LabelExample[], chosen: string) {
  const options = labels.map(({ label, example }) => ({ value: label, label, description: `for example ${example}` }));
  return labels.some(({ label }) => label === chosen) ? options : [{ value: chosen, label: chosen }, ...options];
}

/** What a check found, in one sentence. */
export function checkText({ series, matched }: CheckKeysResponse): string {
  if (series === 0) {
    return 'The expression has no series in this time range.';
  }
  return `${matched} of ${series} series meet exactly one device or replica.`;
}

/** How good a check's result is: all, some or none of the series meet something. */
export function checkLevel({ series, matched }: CheckKeysResponse): 'good' | 'watch' | 'bad' {
  if (matched === 0) {
    return 'bad';
  }
  return matched === series ? 'good' : 'watch';
}
