import { type PanelOptionsEditorBuilder, type SelectableValue } from '@grafana/data';

import { LINES, nameOf } from '../model/figures';

import { defaultOptions, type LatencyOptions } from './options';

// Grafana types an option of a multiple choice as if it were the whole choice.
const lines: SelectableValue[] = LINES.map((value) => ({ value, label: nameOf(value) }));
const legendValues: SelectableValue[] = [
  { value: 'mean', label: 'Mean' },
  { value: 'last', label: 'Last' },
];

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
      settings: { options: lines },
      showIf: overTime,
    })
    .addNumberInput({
      path: 'slo',
      name: 'SLO',
      description:
        'Time that is aimed at, in seconds: end to end, or to the first token in its view. Drawn as a labelled line.',
      settings: { min: 0, step: 0.1, placeholder: 'none' },
    })
    .addRadio({
      path: 'legend',
      name: 'Legend',
      defaultValue: defaultOptions.legend,
      settings: {
        options: [
          { value: 'bottom', label: 'Bottom' },
          { value: 'right', label: 'Right' },
          { value: 'hidden', label: 'Hidden' },
        ],
      },
      showIf: overTime,
    })
    .addMultiSelect({
      path: 'legendValues',
      name: 'Legend values',
      description: 'The mean is weighted by requests. Quantiles have a last value only: they cannot be averaged.',
      defaultValue: defaultOptions.legendValues,
      settings: { options: legendValues },
      showIf: overTime,
    })
    .addBooleanSwitch({
      path: 'showCoverage',
      name: 'Coverage',
      description: 'How much of the requests could be decomposed, above the picture. What is missing is always said.',
      defaultValue: defaultOptions.showCoverage,
    });
}
