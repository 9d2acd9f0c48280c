import { type PanelOptionsEditorBuilder } from '@grafana/data';

import { choicesOf } from '../../../shared/panel/options/choices';
import { addCoverage } from '../../../shared/panel/options/coverage';
import { addLegend } from '../../../shared/panel/options/legend';
import { BASES, basisName } from '../model/basis';
import { nameOf } from '../model/figures';

import { BudgetsEditor } from './BudgetsEditor';
import { type ColumnId, COLUMNS, type CostOptions, defaultOptions, LEGEND_VALUES, SERIES } from './options';

const legend = {
  names: { total: 'Total', mean: 'Mean per hour', last: 'Last per hour' },
  description: 'Totals are of the time range. Prices have a mean, which is that of the whole range, and a last value.',
};

function columnName(id: ColumnId): string {
  return id === 'share' ? 'Share' : nameOf(id);
}

const inView = (view: CostOptions['view']) => (options: CostOptions) => options.view === view;
const overTime = inView('time');

function addViews(builder: PanelOptionsEditorBuilder<CostOptions>): void {
  builder
    .addSelect({
      path: 'view',
      name: 'View',
      description: 'The bill by row, prices of tokens and requests, money as areas, or money over time.',
      defaultValue: defaultOptions.view,
      settings: {
        options: [
          { value: 'table', label: 'Bill' },
          { value: 'prices', label: 'Unit prices' },
          { value: 'treemap', label: 'Treemap' },
          { value: 'time', label: 'Over time' },
        ],
      },
    })
    .addRadio({
      path: 'basis',
      name: 'Basis',
      description:
        'Shown first where the panel has a query for either basis; a switch shows the other. With one query only, the switch sets the dashboard variable “basis”, if there is one.',
      defaultValue: defaultOptions.basis,
      settings: { options: choicesOf(BASES, basisName) },
    });
}

function addPicture(builder: PanelOptionsEditorBuilder<CostOptions>): void {
  builder
    .addMultiSelect({
      path: 'columns',
      name: 'Columns',
      description: 'Beside the bar, as far as there is room.',
      defaultValue: defaultOptions.columns,
      settings: { options: choicesOf(COLUMNS, columnName) },
      showIf: inView('table'),
    })
    .addBooleanSwitch({
      path: 'group',
      name: 'Group by the first label',
      description: 'Rows of several labels are put together by the first, and open to show the others.',
      defaultValue: defaultOptions.group,
      showIf: ({ view }) => view === 'table' || view === 'prices',
    })
    .addSelect({
      path: 'series',
      name: 'Show',
      description: 'Money per hour, stacked, or a price as a line per row. Prices are never stacked.',
      defaultValue: defaultOptions.series,
      settings: { options: choicesOf(SERIES, (id) => (id === 'cost' ? 'Cost per hour' : nameOf(id))) },
      showIf: overTime,
    })
    .addRadio({
      path: 'stack',
      name: 'Stack',
      description: 'Bands by row, or by what the money was for.',
      defaultValue: defaultOptions.stack,
      settings: {
        options: [
          { value: 'rows', label: 'Rows' },
          { value: 'parts', label: 'Prompt, generation, idle' },
        ],
      },
      showIf: ({ view, series }) => view === 'time' && series === 'cost',
    });
}

/** The panel's options in Grafana's panel editor. */
export function addOptions(builder: PanelOptionsEditorBuilder<CostOptions>): void {
  addViews(builder);
  addPicture(builder);
  addLegend(builder, defaultOptions, LEGEND_VALUES, legend, overTime);
  builder
    .addBooleanSwitch({
      path: 'outlook',
      name: 'Month',
      description:
        'The month to date and what it will come to. It takes a time range that begins with the month; otherwise it says what a month at the present rate costs.',
      defaultValue: defaultOptions.outlook,
    })
    .addCustomEditor({
      id: 'budgets',
      path: 'budgets',
      name: 'Budgets',
      description:
        'What a tenant, or whatever the first label is, may spend in a calendar month. A dashed mark in its row.',
      editor: BudgetsEditor,
      defaultValue: defaultOptions.budgets,
    });
  addCoverage(builder, defaultOptions, 'How much of the GPUs has a known owner');
}
