import { type AbsoluteTimeRange } from '@grafana/data';
import { type PointerEvent, useState } from 'react';

/** The stretch that is being drawn with the pointer, in pixels from the strip's left edge. */
export interface Drag {
  start: number;
  end: number;
}

/** A drag shorter than this is a click. */
const LEAST = 5;

interface Handlers {
  onPointerDown: (event: PointerEvent<HTMLElement>) => void;
  onPointerMove: (event: PointerEvent<HTMLElement>) => void;
  onPointerUp: (event: PointerEvent<HTMLElement>) => void;
  onPointerCancel: () => void;
}

/** Zooms into the stretch of time that is drawn across a strip, as in Grafana's charts. */
export function useZoom(
  [from, to]: [number, number],
  width: number,
  onZoom: (range: AbsoluteTimeRange) => void
): { drag?: Drag; handlers: Handlers } {
  const [drag, setDrag] = useState<Drag>();
  const at = ({ clientX, currentTarget }: PointerEvent<HTMLElement>) =>
    Math.min(width, Math.max(0, clientX - currentTarget.getBoundingClientRect().left));
  const time = (x: number) => Math.round(from + (x / width) * (to - from));
  const finish = (event: PointerEvent<HTMLElement>) => {
    if (drag) {
      const ends = [drag.start, at(event)].sort((a, b) => a - b);
      setDrag(undefined);
      if (ends[1] - ends[0] >= LEAST) {
        onZoom({ from: time(ends[0]), to: time(ends[1]) });
      }
    }
  };
  return {
    drag,
    handlers: {
      onPointerDown: (event) => {
        if (event.button === 0) {
          event.currentTarget.setPointerCapture?.(event.pointerId);
          setDrag({ start: at(event), end: at(event) });
        }
      },
      onPointerMove: (event) => drag && setDrag({ ...drag, end: at(event) }),
      onPointerUp: finish,
      onPointerCancel: () => setDrag(undefined),
    },
  };
}
