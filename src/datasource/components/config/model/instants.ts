const DAY = /^\d{4}-\d{2}-\d{2}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/;

/** An RFC 3339 instant of what was typed; a day alone begins at midnight UTC. Undefined where it is none. */
export function instantOf(text: string): string | undefined {
  const whole = DAY.test(text) ? `${text}T00:00:00Z` : text;
  return INSTANT.test(whole) && Number.isFinite(Date.parse(whole)) ? whole : undefined;
}

/** What is wrong with an instant, in words, or undefined. */
export function instantError(text: string | undefined): string | undefined {
  return !text || instantOf(text) ? undefined : 'Use an instant such as 2026-07-01T00:00:00Z, or a day.';
}

/** What is wrong with a validity that is open where an end is missing, in words, or undefined. */
export function validityError({ from, to }: { from?: string; to?: string }): string | undefined {
  return from && to && Date.parse(from) >= Date.parse(to) ? '“To” has to be after “from”.' : undefined;
}
