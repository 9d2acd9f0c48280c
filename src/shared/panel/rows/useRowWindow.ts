import { type UIEvent, useMemo, useState } from 'react';

import { type RowWindow, rowWindow } from '../model/rowWindow';

/**
 * Which rows of a long list are drawn while it is scrolled; what is drawn is drawn anew only where that changes.
 * `heights` should stay the same between renders.
 */
export function useRowWindow(
  heights: readonly number[],
  space: number
): { window: RowWindow; onScroll: (event: UIEvent<HTMLElement>) => void } {
  // The place of the last scroll that changed anything.
  const [top, setTop] = useState(0);
  const window = useMemo(() => rowWindow(heights, top, space), [heights, top, space]);
  const onScroll = ({ currentTarget: { scrollTop } }: UIEvent<HTMLElement>) => {
    const { first, end } = rowWindow(heights, scrollTop, space);
    if (first !== window.first || end !== window.end) {
      setTop(scrollTop);
    }
  };
  return { window, onScroll };
}
