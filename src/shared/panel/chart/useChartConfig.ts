import { type TimeZone } from '@grafana/schema';
import { type UPlotConfigBuilder, useTheme2 } from '@grafana/ui';
import { useMemo } from 'react';

import { chartConfig, type ChartLook } from './config';

/**
 * The chart's configuration, built anew only when something that is seen of it changes. A look is plain data, so its
 * text tells whether it did.
 */
export function useChartConfig(look: ChartLook, timeZone: TimeZone): UPlotConfigBuilder {
  const theme = useTheme2();
  const text = JSON.stringify(look);
  return useMemo(() => chartConfig(JSON.parse(text) as ChartLook, theme, timeZone), [text, theme, timeZone]);
}
