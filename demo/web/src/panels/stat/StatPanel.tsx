import { getDisplayValueAlignmentFactors, getFieldDisplayValues } from '@grafana/data';
import type { DisplayValueAlignmentFactors, FieldDisplay, PanelProps } from '@grafana/data';
import { BigValue, BigValueGraphMode, DataLinksContextMenu, useTheme2, VizRepeater } from '@grafana/ui';
import type { VizRepeaterRenderValueProps } from '@grafana/ui';
import { hasValues } from '../shared/frames';
import { NoData } from '../shared/NoData';
import type { StatOptions } from './options';

type ValueProps = VizRepeaterRenderValueProps<FieldDisplay, DisplayValueAlignmentFactors>;

/** Stand-in for Grafana's stat panel: a figure a field, with colour by threshold and a sparkline. */
export function StatPanel(props: PanelProps<StatOptions>) {
  const { data, options, fieldConfig, width, height, replaceVariables, timeZone, renderCounter } = props;
  const theme = useTheme2();
  if (!hasValues(data.series)) {
    return <NoData data={data} text={fieldConfig.defaults.noValue} />;
  }
  const getValues = () =>
    getFieldDisplayValues({
      fieldConfig,
      reduceOptions: options.reduceOptions,
      replaceVariables,
      theme,
      data: data.series,
      sparkline: options.graphMode !== BigValueGraphMode.None,
      timeZone,
    });
  const bigValue = (value: ValueProps, onClick?: React.MouseEventHandler<HTMLElement>) => (
    <BigValue
      value={value.value.display}
      count={value.count}
      sparkline={options.graphMode === BigValueGraphMode.None ? undefined : value.value.sparkline}
      colorMode={options.colorMode}
      graphMode={options.graphMode}
      justifyMode={options.justifyMode}
      textMode={options.textMode}
      disableWideLayout={!options.wideLayout}
      alignmentFactors={value.alignmentFactors}
      text={options.text}
      width={value.width}
      height={value.height}
      theme={theme}
      onClick={onClick}
    />
  );
  const renderValue = (value: ValueProps) => {
    const { getLinks, hasLinks } = value.value;
    if (!hasLinks || !getLinks) {
      return bigValue(value);
    }
    return <DataLinksContextMenu links={getLinks}>{({ openMenu }) => bigValue(value, openMenu)}</DataLinksContextMenu>;
  };
  return (
    <VizRepeater
      getValues={getValues}
      getAlignmentFactors={getDisplayValueAlignmentFactors}
      renderValue={renderValue}
      width={width}
      height={height}
      source={data}
      autoGrid={true}
      itemSpacing={3}
      renderCounter={renderCounter}
      orientation={options.orientation}
    />
  );
}
