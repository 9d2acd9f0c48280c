import { useCallback, useEffect, useMemo, useRef, useState } from 'react';

import { type Tile } from '../../model/treemap';

/** A place in the window, in pixels. */
export interface Place {
  x: number;
  y: number;
}

/** The tile whose figures are told, and where. */
export interface Told {
  tile: Tile;
  place: Place;
}

/** What tells a tile's figures and takes them away. The functions stay the same. */
export interface TileTooltip {
  told?: Told;
  /** The pointer is on a tile. */
  point: (tile: Tile, place: Place) => void;
  /** The focus is on a tile. */
  focus: (tile: Tile, place: Place) => void;
  /** The pointer has left a tile, or what is told of it. */
  leave: () => void;
  /** The pointer is on what is told. */
  stay: () => void;
  close: () => void;
}

/** So long what is told waits for the pointer, which may pass other tiles on its way to a link. */
const WAIT_MS = 150;

/** One tooltip for all tiles: Grafana's own is made for each element, which takes most of the time that a map takes. */
export function useTileTooltip(): TileTooltip {
  const [told, setTold] = useState<Told>();
  const timer = useRef<number>();
  const isTold = useRef(false);
  const tell = useCallback((next: Told | undefined, wait: number) => {
    window.clearTimeout(timer.current);
    const act = () => {
      isTold.current = next !== undefined;
      setTold(next);
    };
    if (wait > 0) {
      timer.current = window.setTimeout(act, wait);
    } else {
      act();
    }
  }, []);
  useEffect(() => () => window.clearTimeout(timer.current), []);
  const acts = useMemo(
    () => ({
      point: (tile: Tile, place: Place) => tell({ tile, place }, isTold.current ? WAIT_MS : 0),
      focus: (tile: Tile, place: Place) => tell({ tile, place }, 0),
      leave: () => tell(undefined, WAIT_MS),
      stay: () => window.clearTimeout(timer.current),
      close: () => tell(undefined, 0),
    }),
    [tell]
  );
  return { told, ...acts };
}
