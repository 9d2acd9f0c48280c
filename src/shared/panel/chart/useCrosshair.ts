import { DashboardCursorSync, DataHoverClearEvent, DataHoverEvent } from '@grafana/data';
import { usePanelContext } from '@grafana/ui';
import { useEffect, useState } from 'react';

/** The instant that is pointed at, here or in a neighbour, in milliseconds; and what tells the neighbours. */
export interface Crosshair {
  time?: number;
  point: (time: number | undefined) => void;
}

/** The dashboard's shared crosshair, for pictures over time that are no uPlot chart. */
export function useCrosshair(): Crosshair {
  const { eventBus, sync } = usePanelContext();
  const [time, setTime] = useState<number>();
  const isShared = (sync?.() ?? DashboardCursorSync.Off) !== DashboardCursorSync.Off;

  useEffect(() => {
    if (!isShared) {
      return undefined;
    }
    const hover = eventBus.getStream(DataHoverEvent).subscribe(({ payload }) => {
      const at: unknown = payload.point?.time;
      setTime(typeof at === 'number' ? at : undefined);
    });
    const clear = eventBus.getStream(DataHoverClearEvent).subscribe(() => setTime(undefined));
    return () => {
      hover.unsubscribe();
      clear.unsubscribe();
    };
  }, [eventBus, isShared]);

  const point = (at: number | undefined) => {
    setTime(at);
    if (isShared) {
      eventBus.publish(at === undefined ? new DataHoverClearEvent() : new DataHoverEvent({ point: { time: at } }));
    }
  };
  return { time, point };
}
