/** Widths of the columns, in pixels; a column without room is left out. */
export interface ByLayout {
  label: number;
  bar: number;
  endToEnd: number;
  requests: number;
}

const END_TO_END = { from: 280, width: 72 };
const REQUESTS = { from: 460, width: 76 };
const LABEL = { part: 0.3, least: 72, most: 320 };
const PADDING = 24;

/** The bars come first: requests give way, then the mean, as the panel gets narrower. */
export function byLayout(width: number): ByLayout {
  const endToEnd = width >= END_TO_END.from ? END_TO_END.width : 0;
  const requests = width >= REQUESTS.from ? REQUESTS.width : 0;
  const label = Math.round(Math.min(LABEL.most, Math.max(LABEL.least, width * LABEL.part)));
  return { label, endToEnd, requests, bar: Math.max(40, width - label - endToEnd - requests - PADDING) };
}

/** How many characters of a label fit into so many pixels. */
export const charactersIn = (pixels: number): number => Math.max(4, Math.floor((pixels - 8) / 7.8));
