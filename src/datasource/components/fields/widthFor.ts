const EMPTY = 28;
const EACH = 12;
const WIDEST = 76;

/** How wide a field for several values has to be for them to be seen, in Grafana's units; it does not grow by itself. */
export function widthFor(chosen: string[] | undefined): number {
  return Math.min(EMPTY + EACH * Math.max((chosen?.length ?? 0) - 1, 0), WIDEST);
}
