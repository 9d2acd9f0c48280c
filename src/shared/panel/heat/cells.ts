/** A cell of a strip: where it lies, in pixels, and its step. */
export interface Cell {
  step: number;
  left: number;
  width: number;
}

/** The cells of steps that are stamped at their end, in a strip of this width over this range. Steps out of it are cut. */
export function cellsOf(times: readonly number[], stepMs: number, [from, to]: [number, number], width: number): Cell[] {
  const scale = to > from ? width / (to - from) : 0;
  return times.flatMap((time, step) => {
    const left = Math.max(0, (time - stepMs - from) * scale);
    const right = Math.min(width, (time - from) * scale);
    return right > left ? [{ step, left, width: right - left }] : [];
  });
}

/** The step whose cell is at so many pixels from the left. */
export const stepAt = (cells: readonly Cell[], x: number): number | undefined =>
  cells.find(({ left, width }) => x >= left && x < left + width)?.step;
