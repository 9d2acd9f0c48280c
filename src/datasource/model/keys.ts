type Keys = Record<string, string>;

/** Key columns as a text: `pod=pod, gpu_uuid=UUID`. */
export function formatKeys(keys: Keys | undefined): string {
  return Object.entries(keys ?? {})
    .map(([canonical, own]) => `${canonical}=${own}`)
    .join(', ');
}

/** Reads key columns from a text; a bare name stands for itself. Undefined where there are none. */
export function parseKeys(text: string): Keys | undefined {
  const pairs = text
    .split(',')
    .map((pair) => pair.trim())
    .filter(Boolean)
    .map((pair) => {
      const [canonical, own] = pair.split('=').map((name) => name.trim());
      return [canonical, own || canonical];
    });
  return pairs.length > 0 ? Object.fromEntries(pairs) : undefined;
}

/** Which canonical names of the key columns do not exist, in words, or undefined. */
export function keysError(text: string, labels: string[]): string | undefined {
  const unknown = Object.keys(parseKeys(text) ?? {}).filter((name) => !name.includes('$') && !labels.includes(name));
  if (unknown.length === 0 || labels.length === 0) {
    return undefined;
  }
  return `Not a canonical label: ${unknown.join(', ')}. Canonical labels: ${labels.join(', ')}.`;
}
