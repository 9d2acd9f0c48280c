const DURATION = /^(?:\d+(?:ms|s|m|h|d|w|y))+$/;

/** What is wrong with a Prometheus duration, in words, or undefined. Empty and variables are fine. */
export function durationError(text: string): string | undefined {
  const trimmed = text.trim();
  if (trimmed === '' || trimmed.includes('$') || DURATION.test(trimmed)) {
    return undefined;
  }
  return 'Use a duration such as 15s, 1m or 1h30m.';
}
