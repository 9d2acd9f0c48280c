import { getDisplayValueAlignmentFactors, getFieldDisplayValues } from '@grafana/data';
import type { DisplayValueAlignmentFactors, FieldDisplay, PanelProps } from '@grafana/data';
import { BarGauge, useTheme2, VizRepeater } from '@grafana/ui';
import type { VizRepeaterRenderValueProps } from '@grafana/ui';
import { hasValues } from '../shared/frames';
import { NoData } from '../shared/NoData';
import type { BarGaugeOptions } from './options';

/** Stand-in for Grafana's bar gauge panel; a gauge is drawn as a bar too. */
export function BarGaugePanel(props: PanelProps<BarGaugeOptions>) {
  const { data, options, fieldConfig, width, height, replaceVariables, timeZone, renderCounter } = props;
  const theme = useTheme2();
  if (!hasValues(data.series)) {
    return <NoData data={data} text={fieldConfig.defaults.noValue} />;
  }
  const { reduceOptions } = options;
  const getValues = () =>
    getFieldDisplayValues({ fieldConfig, reduceOptions, replaceVariables, theme, data: data.series, timeZone });
  const renderValue = (item: VizRepeaterRenderValueProps<FieldDisplay, DisplayValueAlignmentFactors>) => (
    <BarGauge
      value={item.value.display}
      field={item.value.field}
      display={item.value.view?.getFieldDisplayProcessor(item.value.colIndex ?? 0)}
      width={item.width}
      height={item.height}
      orientation={item.orientation}
      alignmentFactors={item.alignmentFactors}
      displayMode={options.displayMode}
      valueDisplayMode={options.valueMode}
      namePlacement={options.namePlacement}
      showUnfilled={options.showUnfilled}
      itemSpacing={8}
      lcdCellWidth={12}
      theme={theme}
    />
  );
  return (
    <VizRepeater
      getValues={getValues}
      getAlignmentFactors={getDisplayValueAlignmentFactors}
      renderValue={renderValue}
      width={width}
      height={height}
      source={data}
      itemSpacing={8}
      maxVizHeight={48}
      renderCounter={renderCounter}
      orientation={options.orientation}
    />
  );
}
