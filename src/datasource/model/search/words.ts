// Words of a question that say nothing of what is asked for.
const silent = new Set(
  'a an and are as at be by can do does each for from get give has have how i in is it its many me much my of on or our per show so that the their there they this to we what when where which who why will with you your'.split(
    ' '
  )
);

/** A text as lower-case words: "TTFT (p95)" is "ttft", "p95". */
export function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[a-z0-9]+/g) ?? [];
}

/** The words of a typed question that say what is asked for; all of them where none does. */
export function tellingWords(typed: string): string[] {
  const words = wordsOf(typed);
  const telling = words.filter((word) => !silent.has(word));
  return telling.length > 0 ? telling : words;
}

// Plural and verb endings, so that "tokens waiting" meets "token waits".
const ENDING = /(?:ings?|ies|es|ed|s)$/;

/** A word without its ending, where enough of it is left. */
export function stem(word: string): string {
  const bare = word.replace(ENDING, '');
  return bare.length >= 3 ? bare : word;
}

/** Shorter words are too much alike for slips to be forgiven. */
export const SHORTEST_WITH_SLIP = 5;

/** Whether two words differ by one slip: a letter changed, missing, too many, or two that changed places. */
export function isOneSlip(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (long.length - short.length > 1) {
    return false;
  }
  let start = 0;
  while (start < short.length && short[start] === long[start]) {
    start += 1;
  }
  const rests = short.length === long.length ? sameLengthRests(short, long, start) : [long.slice(start + 1)];
  return rests.includes(short.slice(start)) || short.length === start;
}

// What the rest of the first word may be, seen from the second: with one letter changed, or with two swapped.
function sameLengthRests(a: string, b: string, start: number): string[] {
  const changed = a[start] + b.slice(start + 1);
  const swapped =
    b
      .slice(start, start + 2)
      .split('')
      .reverse()
      .join('') + b.slice(start + 2);
  return [changed, swapped];
}
