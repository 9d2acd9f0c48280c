import { VizLayout } from '@grafana/ui';
import React, { type ReactNode } from 'react';

interface Props {
  width: number;
  height: number;
  legend?: ReactNode;
  placement: 'bottom' | 'right';
  children: (width: number, height: number) => ReactNode;
}

// The legend is never longer than the chart.
const LONGEST = '35%';
const WIDEST = '45%';

/** The chart takes what the legend leaves. */
export function ChartWithLegend({ width, height, legend, placement, children }: Props) {
  const side = legend && (
    <VizLayout.Legend placement={placement} maxHeight={LONGEST} maxWidth={WIDEST}>
      {legend}
    </VizLayout.Legend>
  );
  return (
    <VizLayout width={width} height={height} legend={side || undefined}>
      {children}
    </VizLayout>
  );
}
