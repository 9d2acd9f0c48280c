import { FieldType, formattedValueToString } from '@grafana/data';
import type { DataFrame } from '@grafana/data';
import type { VizTooltipOptions } from '@grafana/schema';
import {
  getFieldDisplayItems,
  getFieldDisplayLinks,
  isTooltipScrollable,
  VizTooltipContent,
  VizTooltipFooter,
  VizTooltipHeader,
  VizTooltipWrapper,
} from '@grafana/ui';

interface Props {
  frame: DataFrame;
  dataIdxs: Array<number | null>;
  seriesIdx: number | null;
  isPinned: boolean;
  options: VizTooltipOptions;
}

/** The time and the values under the pointer; pinned by a click, it also offers the data links. */
export function SeriesTooltip({ frame, dataIdxs, seriesIdx, isPinned, options }: Props) {
  const xField = frame.fields[0];
  const rowIdx = dataIdxs[0];
  if (rowIdx === null || rowIdx === undefined) {
    return null;
  }
  const xValue = xField.values[rowIdx];
  const time = xField.display ? formattedValueToString(xField.display(xValue)) : String(xValue);
  const items = getFieldDisplayItems(
    frame.fields,
    xField,
    dataIdxs,
    seriesIdx,
    options.mode,
    options.sort,
    (field) => field.type === FieldType.number && !field.config.custom?.hideFrom?.tooltip,
    options.hideZeros
  );
  const hovered = seriesIdx === null ? undefined : frame.fields[seriesIdx];
  const links = isPinned && hovered ? getFieldDisplayLinks(hovered, dataIdxs[seriesIdx ?? 0] ?? rowIdx) : [];
  return (
    <VizTooltipWrapper>
      <VizTooltipHeader item={{ label: '', value: time }} isPinned={isPinned} />
      <VizTooltipContent
        items={items}
        isPinned={isPinned}
        scrollable={isTooltipScrollable(options)}
        maxHeight={options.maxHeight}
      />
      {links.length > 0 && <VizTooltipFooter dataLinks={links} />}
    </VizTooltipWrapper>
  );
}
