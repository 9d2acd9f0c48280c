import { type PanelProps } from '@grafana/data';

import { type Part } from '../../../../shared/panel/model/answer';
import { type Block } from '../../model/blocks';
import { type CostOptions } from '../../options/options';

/** What the views of a currency get: its part of the answer, and the room for it. */
export interface BlockProps extends Pick<
  PanelProps<CostOptions>,
  'options' | 'width' | 'height' | 'timeRange' | 'timeZone' | 'onChangeTimeRange'
> {
  part: Part;
  block: Block;
}
