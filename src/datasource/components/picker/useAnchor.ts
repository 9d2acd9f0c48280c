import { type CSSProperties, type RefObject, useEffect, useState } from 'react';

const GAP = 4;
const HIGHEST = 440;
const NARROWEST = 480;
const EDGE = 8;

/** Where a list goes that belongs to a field: below it, or above where there is more room; always inside the window. */
function placeBeside({ top, bottom, left, width }: DOMRect): CSSProperties {
  const below = window.innerHeight - bottom - GAP - EDGE;
  const above = top - GAP - EDGE;
  const wide = Math.min(Math.max(width, NARROWEST), window.innerWidth - 2 * EDGE);
  const horizontal = { width: wide, left: Math.max(EDGE, Math.min(left, window.innerWidth - wide - EDGE)) };
  return below >= Math.min(HIGHEST, above)
    ? { ...horizontal, top: bottom + GAP, maxHeight: Math.min(HIGHEST, below) }
    : { ...horizontal, bottom: window.innerHeight - top + GAP, maxHeight: Math.min(HIGHEST, above) };
}

/** The place of a list beside its field while it is open; it follows the field when the page scrolls or is resized. */
export function useAnchor(field: RefObject<HTMLElement>, isOpen: boolean): CSSProperties {
  const [place, setPlace] = useState<CSSProperties>({});

  useEffect(() => {
    if (!isOpen) {
      return undefined;
    }
    const follow = () => field.current && setPlace(placeBeside(field.current.getBoundingClientRect()));
    follow();
    window.addEventListener('scroll', follow, true);
    window.addEventListener('resize', follow);
    return () => {
      window.removeEventListener('scroll', follow, true);
      window.removeEventListener('resize', follow);
    };
  }, [field, isOpen]);

  return place;
}
