import React, { type ReactElement, type ReactNode } from 'react';

interface ChartProps {
  data: unknown[];
  children?: ReactNode;
}

/** Stands for the canvas: tells how many series it got. */
export function UPlotChart({ data, children }: ChartProps) {
  return (
    <div data-testid="plot" data-series={data.length - 1}>
      {children}
    </div>
  );
}

interface TooltipProps {
  render: (
    plot: null,
    steps: Array<number | null>,
    series: null,
    isPinned: boolean,
    dismiss: () => void,
    range: null,
    viaSync: boolean,
    links: unknown[]
  ) => ReactNode;
}

interface BoxProps {
  options: Array<{ value: string; label: string }>;
  value: string;
  onChange: (option: { value: string }) => void;
}

/** Measures no text, as there is no canvas. */
export function Combobox({ options, value, onChange }: BoxProps) {
  return (
    <select role="combobox" aria-label="Row" value={value} onChange={({ target }) => onChange({ value: target.value })}>
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  );
}

/** A pointer that rests on the first step. */
export function TooltipPlugin2({ render }: TooltipProps) {
  return <>{render(null, [0], null, false, () => undefined, null, false, [])}</>;
}

interface LayoutProps {
  width: number;
  height: number;
  legend?: ReactElement | null;
  children: (width: number, height: number) => ReactNode;
}

/** Measures nothing: jsdom has no layout. */
export function VizLayout({ width, height, legend, children }: LayoutProps) {
  return (
    <div>
      {children(width, height)}
      {legend}
    </div>
  );
}

VizLayout.Legend = function Legend({ children }: { children: ReactNode }) {
  return <div>{children}</div>;
};
