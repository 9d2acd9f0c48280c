/** A label no longer than so many characters, shortened in its middle, where names differ least. */
export function shortenMiddle(text: string, length: number): string {
  if (text.length <= length || length < 3) {
    return text;
  }
  const kept = length - 1;
  const head = Math.ceil(kept / 2);
  return `${text.slice(0, head)}…${text.slice(text.length - (kept - head))}`;
}

/**
 * A name no longer than so many characters: the owner before a slash goes first, because models of one owner differ in
 * what follows it; then the middle.
 */
export function shortenName(text: string, length: number): string {
  return text.length <= length ? text : shortenMiddle(text.slice(text.lastIndexOf('/') + 1), length);
}
