import { formattedValueToString, getValueFormat } from '@grafana/data';

/** What stands where a figure is undefined. */
export const NOT_AVAILABLE = 'n/a';

/** Digits after the point that leave three significant ones. */
export function decimalsForThreeDigits(value: number): number {
  if (value === 0 || !Number.isFinite(value)) {
    return 0;
  }
  return Math.min(Math.max(2 - Math.floor(Math.log10(Math.abs(value))), 0), 10);
}

/**
 * A figure with three significant digits in a Grafana unit, or "n/a" where it is undefined.
 * The decimals follow the scaled figure ("1.23 ms"), not the raw one (0.00123 s).
 */
export function formatFigure(value: number | null | undefined, unit = 'short'): string {
  if (value == null || !Number.isFinite(value)) {
    return NOT_AVAILABLE;
  }
  const format = getValueFormat(unit);
  const scaled = Number.parseFloat(format(value, 10).text.replace(/,/g, ''));
  // Rounded first: 99.96 has no digit after the point once it is 100.
  const rounded = Number((Number.isFinite(scaled) ? scaled : value).toPrecision(3));
  const decimals = decimalsForThreeDigits(rounded);
  return formattedValueToString(format(value, decimals)).trim();
}

/** "22 of 24". */
export function ofTotal(count: { matched: number; total: number }): string {
  return `${count.matched} of ${count.total}`;
}

/** A length of time as people say it: "15 s", "1 min", "250 ms". */
export function formatDuration(seconds: number): string {
  return formattedValueToString(getValueFormat('s')(seconds)).trim();
}
