/** The rows that are drawn of a long list, and the space of those that are not. */
export interface RowWindow {
  first: number;
  /** The row after the last that is drawn. */
  end: number;
  before: number;
  after: number;
}

/** Rows beyond each edge, so that the next one is there for the keyboard and while scrolling. */
const BEYOND = 4;

/** The rows that are drawn change by so many at once, so that most steps of a scroll change nothing. */
const AT_ONCE = 4;

/** The rows of these heights that are seen from so far down, in a space of this height. */
export function rowWindow(heights: readonly number[], top: number, space: number): RowWindow {
  const sum = (from: number, to: number) => heights.slice(from, to).reduce((all, one) => all + one, 0);
  let seen = 0;
  let down = 0;
  while (seen < heights.length && down + heights[seen] <= top) {
    down += heights[seen];
    seen += 1;
  }
  let end = seen;
  while (end < heights.length && down < top + space) {
    down += heights[end];
    end += 1;
  }
  const first = Math.max(0, Math.floor((seen - BEYOND) / AT_ONCE) * AT_ONCE);
  const last = Math.min(heights.length, Math.ceil((end + BEYOND) / AT_ONCE) * AT_ONCE);
  return { first, end: last, before: sum(0, first), after: sum(last, heights.length) };
}
