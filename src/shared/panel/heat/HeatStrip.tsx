import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React, { type PointerEvent, type ReactNode, useLayoutEffect, useMemo, useRef, useState } from 'react';

import { useCrosshair } from '../chart/useCrosshair';
import { FloatingTooltip } from '../tooltip/FloatingTooltip';

import { type Cell, cellsOf, stepAt } from './cells';

interface Props {
  /** Instants of the steps in milliseconds, each at its step's end, and the length of a step. */
  times: readonly number[];
  stepMs: number;
  range: [number, number];
  /** The colour of a step; none leaves the strip empty there. */
  colourAt: (step: number) => string | undefined;
  /** Whether a line runs along a step, for what its colour alone would not tell everyone. */
  lineAt?: (step: number) => boolean;
  /** Whether a step carries a tick, such as a preemption. */
  tickAt?: (step: number) => boolean;
  tickColour?: string;
  width: number;
  height: number;
  /** The strip in words. */
  label: string;
  tooltip?: (step: number) => ReactNode;
}

const LINE = 2;

type Look = Pick<Props, 'colourAt' | 'lineAt' | 'tickAt' | 'tickColour' | 'width' | 'height'>;

// Between the pointer and its tooltip.
const GAP = { x: 12, y: 12 };

function paint(
  canvas: HTMLCanvasElement,
  cells: Cell[],
  { colourAt, lineAt, tickAt, tickColour, width, height }: Look
): void {
  const ratio = window.devicePixelRatio || 1;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  const pen = canvas.getContext('2d');
  if (!pen) {
    return;
  }
  pen.scale(ratio, ratio);
  for (const { step, left, width: size } of cells) {
    const colour = colourAt(step);
    if (colour) {
      pen.fillStyle = colour;
      // Neighbours overlap a little, else the background shows between them.
      pen.fillRect(left, 0, size + 0.5, height);
    }
  }
  pen.fillStyle = tickColour ?? '';
  const cellsWhere = (is?: (step: number) => boolean) => (is ? cells.filter(({ step }) => is(step)) : []);
  for (const { left, width: size } of cellsWhere(lineAt)) {
    pen.fillRect(left, Math.round(height / 4), size + 0.5, LINE);
  }
  for (const { left, width: size } of cellsWhere(tickAt)) {
    pen.fillRect(left + size / 2 - 0.75, height - Math.max(4, height / 3), 1.5, Math.max(4, height / 3));
  }
}

/** A figure over time as one strip of coloured cells, with ticks; shows the crosshair of the dashboard. */
export function HeatStrip(props: Props) {
  const { times, stepMs, range, colourAt, lineAt, tickAt, tickColour, width, height, label, tooltip } = props;
  const styles = useStyles2(getStyles);
  const canvas = useRef<HTMLCanvasElement>(null);
  const { time, point } = useCrosshair();
  const [pointer, setPointer] = useState<{ x: number; y: number; step: number }>();
  const cells = useMemo(() => cellsOf(times, stepMs, range, width), [times, stepMs, range, width]);

  // Not when the crosshair or the pointer moves: a dashboard has many strips.
  useLayoutEffect(() => {
    if (canvas.current) {
      paint(canvas.current, cells, { colourAt, lineAt, tickAt, tickColour, width, height });
    }
  }, [cells, colourAt, lineAt, tickAt, tickColour, width, height]);

  const move = ({ clientX, clientY, currentTarget }: PointerEvent) => {
    const step = stepAt(cells, clientX - currentTarget.getBoundingClientRect().left);
    setPointer(step === undefined ? undefined : { x: clientX, y: clientY, step });
    point(step === undefined ? undefined : times[step]);
  };
  const leave = () => {
    setPointer(undefined);
    point(undefined);
  };
  const at = time === undefined ? -1 : ((time - range[0]) / (range[1] - range[0])) * width;
  const content = pointer && tooltip?.(pointer.step);
  return (
    <div className={styles.strip} style={{ width, height }} onPointerMove={move} onPointerLeave={leave}>
      <canvas ref={canvas} role="img" aria-label={label} style={{ width, height, display: 'block' }} />
      {at >= 0 && at <= width && <span aria-hidden className={styles.crosshair} style={{ left: at }} />}
      {content && (
        <FloatingTooltip anchor={{ left: pointer.x, right: pointer.x, top: pointer.y, bottom: pointer.y }} gap={GAP}>
          {content}
        </FloatingTooltip>
      )}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  strip: css({ position: 'relative', background: theme.colors.background.secondary }),
  crosshair: css({
    position: 'absolute',
    top: 0,
    bottom: 0,
    width: 1,
    background: theme.colors.text.secondary,
    pointerEvents: 'none',
  }),
});
