import { type PanelOptionsEditorBuilder } from '@grafana/data';

import { choicesOf } from '../../../shared/panel/options/choices';
import { addCoverage } from '../../../shared/panel/options/coverage';
import { CELL_FIGURES, CHART_FIGURES, nameOf } from '../model/figures';
import { markNames, MARKS } from '../model/markIds';

import { type BalanceOptions, defaultOptions } from './options';

/** The panel's options in Grafana's panel editor. */
export function addOptions(builder: PanelOptionsEditorBuilder<BalanceOptions>): void {
  builder
    .addSelect({
      path: 'sort',
      name: 'Sort by',
      description: 'The largest comes first. Groups without the figure come last, by name.',
      defaultValue: defaultOptions.sort,
      settings: {
        options: [
          { value: 'loss', label: 'Lost GPU time' },
          { value: 'money', label: 'Lost money' },
          { value: 'spread', label: 'Spread' },
          { value: 'name', label: 'Name' },
        ],
      },
    })
    .addBooleanSwitch({
      path: 'onlyFindings',
      name: 'Only groups with a finding',
      description: 'Leaves out groups in which no GPU holds the others up and no link is saturated.',
      defaultValue: defaultOptions.onlyFindings,
    })
    .addSelect({
      path: 'cell',
      name: 'Colour by',
      description: 'The figure of each GPU’s cell. Its colours, minimum and maximum are those of the field.',
      defaultValue: defaultOptions.cell,
      settings: { options: choicesOf(CELL_FIGURES, nameOf) },
    })
    .addMultiSelect({
      path: 'marks',
      name: 'Marks',
      description:
        'Low clock: 3 % or more below the median of the group. Throttled: 1 % of the window or more. NVLink: 20 % or more beside the median.',
      defaultValue: defaultOptions.marks,
      settings: { options: choicesOf(MARKS, (id) => markNames[id]) },
    })
    .addNumberInput({
      path: 'hotFrom',
      name: 'Hot from',
      description: 'Temperature in °C from which a GPU is marked as hot.',
      defaultValue: defaultOptions.hotFrom,
      settings: { min: 1, max: 120, step: 1 },
    })
    .addSelect({
      path: 'chart',
      name: 'Charts show',
      description: 'What the charts of an opened row show first. It needs a query over time by gpu_uuid.',
      defaultValue: defaultOptions.chart,
      settings: { options: choicesOf(CHART_FIGURES, nameOf) },
    })
    .addBooleanSwitch({
      path: 'showLegend',
      name: 'Legend',
      description: 'What colours and marks mean, and what all groups lost together.',
      defaultValue: defaultOptions.showLegend,
    });
  addCoverage(builder, defaultOptions, 'How many GPUs are known to belong to a replica');
}
