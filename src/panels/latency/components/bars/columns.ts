/** Widths of the columns, in pixels; a column without room is left out. */
export interface BarColumns {
  label: number;
  bar: number;
  total: number;
  requests: number;
}

const TOTAL = { from: 280, width: 72 };
const REQUESTS = { from: 460, width: 76 };
const LABEL = { part: 0.3, least: 72, most: 320 };
// The scroll bar, and what cells keep from each other.
const PADDING = 24;

/** The bars come first: requests give way, then the mean, as the panel gets narrower. */
export function barColumns(width: number): BarColumns {
  const total = width >= TOTAL.from ? TOTAL.width : 0;
  const requests = width >= REQUESTS.from ? REQUESTS.width : 0;
  const label = Math.round(Math.min(LABEL.most, Math.max(LABEL.least, width * LABEL.part)));
  return { label, total, requests, bar: Math.max(40, width - label - total - requests - PADDING) };
}
