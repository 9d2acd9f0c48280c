import { type UIEvent, useMemo, useState } from 'react';

import { type RowWindow, rowWindow } from '../model/rowWindow';

/** Which rows of a long list are drawn while it is scrolled. `heights` should stay the same between renders. */
export function useRowWindow(
  heights: readonly number[],
  space: number
): { window: RowWindow; onScroll: (event: UIEvent<HTMLElement>) => void } {
  const [top, setTop] = useState(0);
  const window = useMemo(() => rowWindow(heights, top, space), [heights, top, space]);
  return { window, onScroll: ({ currentTarget }) => setTop(currentTarget.scrollTop) };
}
