/** A frame as JSON. */
export interface FrameJson {
  name?: string;
  refId?: string;
  meta?: { custom?: Record<string, unknown> };
  fields: Array<{
    name: string;
    type?: string;
    labels?: Record<string, string>;
    config?: Record<string, unknown>;
    values: unknown[];
  }>;
}

/** What a panel is to draw. */
export interface Drawing {
  /** The panel's id; "timeseries" and "table" are Grafana's own pictures. */
  panel: string;
  options: Record<string, unknown>;
  frames: FrameJson[];
  range: [number, number];
  stepMs: number;
  width: number;
  height: number;
}

/** What the page offers to the bench; times are in milliseconds. */
export interface Timer {
  prepare: (drawing: Drawing) => Promise<void>;
  draw: () => Promise<number>;
  refresh: () => Promise<number>;
  press: (name: string) => Promise<number>;
  scroll: (pixels: number, most: number) => Promise<number[]>;
  elements: () => number;
  clear: () => void;
}
