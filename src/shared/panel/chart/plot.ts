import { type TooltipPlugin2 } from '@grafana/ui';
import { type ComponentProps } from 'react';

/** uPlot's chart, by way of Grafana's types: the library itself is Grafana's. */
export type Plot = Parameters<ComponentProps<typeof TooltipPlugin2>['render']>[0];
