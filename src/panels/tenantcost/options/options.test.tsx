import { createDataFrame, getPanelDataSummary, type PanelModel, standardEditorsRegistry } from '@grafana/data';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React from 'react';

import { plugin } from '../module';
import { euro, tableFrame, timeFrame } from '../testing/frames';

import { BudgetsEditor } from './BudgetsEditor';
import { migrateOptions } from './migrate';
import { defaultOptions } from './options';
import { suggest } from './suggestions';

// Grafana's own editors are not in its packages.
standardEditorsRegistry.setInit(() =>
  ['radio', 'select', 'multi-select', 'number', 'boolean'].map((id) => ({ id, name: id, editor: () => null }))
);

const panel = (options: unknown) => ({ id: 1, options }) as PanelModel<Record<string, unknown>>;

describe('migrateOptions', () => {
  it.each([undefined, {}, { view: 'pie', basis: 3, columns: 'all', budgets: 'none', outlook: 1, legend: 'top' }])(
    'gives %p the defaults',
    (options) => expect(migrateOptions(panel(options))).toEqual(defaultOptions)
  );

  it('keeps what is known, and leaves out budgets that are none', () => {
    const options = {
      ...defaultOptions,
      view: 'treemap',
      basis: 'usage',
      columns: ['gpu_hours', 'gone'],
      budgets: [{ name: 'acme', amount: 5, currency: 'EUR' }, { name: 'b' }, null, { name: 'c', amount: -1 }],
      outlook: false,
    };
    expect(migrateOptions(panel(options))).toEqual({
      ...options,
      columns: ['gpu_hours'],
      budgets: [{ name: 'acme', amount: 5, currency: 'EUR' }],
    });
  });
});

describe('suggestions', () => {
  const views = (frames: Parameters<typeof getPanelDataSummary>[0]) =>
    (suggest(getPanelDataSummary(frames)) ?? []).map(({ options }) => options?.view);

  it('are made for cost answers only', () => {
    expect(views([timeFrame(euro)])).toEqual(['time', 'table', 'treemap', 'prices']);
    expect(views([tableFrame(euro)])).toEqual(['table', 'treemap', 'prices']);
    expect(views([createDataFrame({ fields: [] })])).toEqual([]);
    expect(suggest({})).toEqual([]);
  });

  it('are plain in a small preview', () => {
    const [suggestion] = suggest({ rawFrames: [timeFrame(euro)] });
    suggestion.cardOptions?.previewModifier?.(suggestion);
    expect(suggestion.options).toMatchObject({ view: 'time', legend: 'hidden', outlook: false });
  });
});

describe('the editor of budgets', () => {
  it('adds, changes and removes', async () => {
    const user = userEvent.setup();
    const onChange = jest.fn();
    const view = render(<BudgetsEditor value={[]} onChange={onChange} />);
    await user.click(screen.getByRole('button', { name: 'Add a budget' }));
    expect(onChange).toHaveBeenLastCalledWith([{ name: '', amount: 0 }]);
    view.rerender(<BudgetsEditor value={[{ name: '', amount: 0 }]} onChange={onChange} />);
    await user.type(screen.getByRole('textbox', { name: 'Whose budget 1 is' }), 'acme{Tab}');
    expect(onChange).toHaveBeenLastCalledWith([{ name: 'acme', amount: 0 }]);
    await user.type(screen.getByRole('spinbutton', { name: 'Money a month of budget 1' }), '50{Tab}');
    expect(onChange).toHaveBeenLastCalledWith([{ name: '', amount: 50 }]);
    await user.type(screen.getByRole('textbox', { name: 'Currency of budget 1' }), 'eur{Tab}');
    expect(onChange).toHaveBeenLastCalledWith([{ name: '', amount: 0, currency: 'EUR' }]);
    await user.click(screen.getByRole('button', { name: 'Remove budget 1' }));
    expect(onChange).toHaveBeenLastCalledWith([]);
  });
});

it('the plugin has the defaults, and takes suggestions and migrations from here', () => {
  expect(plugin.defaults).toEqual(defaultOptions);
  expect(plugin.onPanelMigration).toBe(migrateOptions);
});
