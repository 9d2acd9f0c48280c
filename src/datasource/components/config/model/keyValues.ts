const PAIR = /\s*([^=,\s"]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^,"]*))\s*(?:,|$)/y;

/** Labels as they are written in a selector: `cluster="lab", node="n 1"`. */
export function formatPairs(pairs: Record<string, string> = {}): string {
  return Object.entries(pairs)
    .map(([key, value]) => `${key}=${JSON.stringify(value)}`)
    .join(', ');
}

/** The labels in a text, with or without quotes, or undefined where it is something else. */
export function parsePairs(text: string): Record<string, string> | undefined {
  const pairs: Record<string, string> = {};
  PAIR.lastIndex = 0;
  while (text.slice(PAIR.lastIndex).trim() !== '') {
    const found = PAIR.exec(text);
    if (!found) {
      return undefined;
    }
    const [, key, quoted, plain] = found;
    pairs[key] = quoted === undefined ? plain.trim() : quoted.replace(/\\(.)/g, '$1');
  }
  return pairs;
}
