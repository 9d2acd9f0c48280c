import { type PanelOptionsEditorBuilder } from '@grafana/data';

import { choicesOf } from '../../../shared/panel/options/choices';
import { addCoverage } from '../../../shared/panel/options/coverage';
import { addLegend } from '../../../shared/panel/options/legend';
import { LINES, nameOf } from '../model/figures';

import { defaultOptions, type LatencyOptions, LEGEND_VALUES } from './options';

const legend = {
  names: { mean: 'Mean', last: 'Last' },
  description: 'The mean is weighted by requests. Quantiles have a last value only: they cannot be averaged.',
};

const overTime = ({ view }: LatencyOptions) => view === 'time';

/** The panel's options in Grafana's panel editor. */
export function addOptions(builder: PanelOptionsEditorBuilder<LatencyOptions>): void {
  builder
    .addRadio({
      path: 'view',
      name: 'View',
      description:
        'Phases over time; a bar per model, replica, tenant or role, whatever the query is split by; or the way to the first token, from the client to the engine.',
      defaultValue: defaultOptions.view,
      settings: {
        options: [
          { value: 'time', label: 'Over time' },
          { value: 'by', label: 'By label' },
          { value: 'first', label: 'First token' },
        ],
      },
    })
    .addMultiSelect({
      path: 'lines',
      name: 'Lines',
      description: 'Drawn beside the phases where the answer has them. Quantiles are never stacked.',
      defaultValue: defaultOptions.lines,
      settings: { options: choicesOf(LINES, nameOf) },
      showIf: overTime,
    })
    .addNumberInput({
      path: 'slo',
      name: 'SLO',
      description:
        'Time that is aimed at, in seconds: end to end, or to the first token in its view. Drawn as a labelled line.',
      settings: { min: 0, step: 0.1, placeholder: 'none' },
    });
  addLegend(builder, defaultOptions, LEGEND_VALUES, legend, overTime);
  addCoverage(builder, defaultOptions, 'How much of the requests could be decomposed');
}
