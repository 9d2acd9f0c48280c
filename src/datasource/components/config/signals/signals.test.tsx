import { configure, screen, waitFor, within } from '@testing-library/react';

import { fill, show } from '../testing';

import { SignalsSection } from './SignalsSection';

jest.mock('@grafana/runtime', () => ({
  ...jest.requireActual('@grafana/runtime'),
  getAppEvents: () => ({ subscribe: () => ({ unsubscribe: () => undefined }) }),
  getDataSourceSrv: () => ({ getList: () => [] }),
}));
jest.mock('@grafana/ui', () => ({
  ...jest.requireActual('@grafana/ui'),
  ...jest.requireActual('../../../testing/fakeUi'),
}));

configure({ defaultHidden: true });
// Drawing dozens of fields takes jsdom its time on a busy machine.
jest.setTimeout(120_000);

const depth = {
  id: 'queue_depth',
  title: 'Queue depth',
  family: 'engine',
  kind: 'gauge',
  unit: 'short',
  alternatives: [{ metric: 'my_queue_depth' }],
};

describe('Own signals', () => {
  it('are made in a form', async () => {
    const { user, last, open } = show({}, SignalsSection);
    const section = await open(/^Own signals none/);
    await user.click(section.getByRole('button', { name: 'Add signal' }));
    fill(section.getByRole('textbox', { name: 'Id' }), 'queue_depth');
    fill(section.getByRole('textbox', { name: 'Title' }), 'Queue depth');
    for (const [label, option, key] of [
      ['Family', 'engine', 'family'],
      ['Kind', 'gauge', 'kind'],
    ]) {
      await user.click(section.getByRole('combobox', { name: label }));
      await user.click(await section.findByRole('option', { name: option }));
      await waitFor(() => expect(last().jsonData.signals?.[0]).toMatchObject({ [key]: option }));
    }
    fill(section.getByLabelText('Unit'), 'short');
    const metric = within(section.getByRole('group', { name: 'Metric 1' }));
    fill(metric.getByRole('textbox', { name: 'Metric' }), 'my_queue_depth');
    fill(metric.getByRole('textbox', { name: 'Scale' }), '0.001');
    fill(metric.getByRole('textbox', { name: 'Only series with' }), 'state="ready"');
    fill(metric.getByRole('textbox', { name: /^Labels/ }), 'pod=pod_name');
    await user.tab();
    expect(last().jsonData.signals).toEqual([
      {
        ...depth,
        alternatives: [
          { metric: 'my_queue_depth', scale: 0.001, match: { state: 'ready' }, labels: { pod: ['pod_name'] } },
        ],
      },
    ]);
    await user.click(screen.getByRole('button', { name: 'Remove queue_depth' }));
    expect(last().jsonData).toEqual({});
  });

  it.each([
    [
      'YAML',
      '- id: queue_depth\n  title: Queue depth\n  family: engine\n  kind: gauge\n  unit: short\n  alternatives:\n    - metric: my_queue_depth\n',
    ],
    ['JSON', JSON.stringify({ signals: [depth] })],
  ])('are pasted as %s', async (_, text) => {
    const { user, last, open } = show({ jsonData: { signals: [{ ...depth, title: 'Old' }] } }, SignalsSection);
    await open(/^Own signals/);
    const section = await open(/^Import/);
    await user.click(section.getByRole('textbox', { name: /^Signals to add/ }));
    await user.paste(text);
    await user.click(section.getByRole('button', { name: 'Add these signals' }));
    expect(await section.findByRole('status')).toHaveTextContent('Took over 1 signal: queue_depth.');
    expect(last().jsonData.signals).toEqual([depth]);
  });

  it('are not lost when what is pasted is wrong', async () => {
    const { user, last, open } = show({}, SignalsSection);
    await open(/^Own signals/);
    const section = await open(/^Import/);
    const field = section.getByRole('textbox', { name: /^Signals to add/ });
    await user.click(field);
    await user.paste('- id: x\n  unitt: s\n  alternatives: []\n');
    await user.click(section.getByRole('button', { name: 'Add these signals' }));
    expect(await section.findByRole('alert')).toHaveTextContent('Signal 1 has no field “unitt”; there are id, title');
    expect(field).toHaveValue('- id: x\n  unitt: s\n  alternatives: []\n');
    expect(last().jsonData).toEqual({});
  });

  it('are exported in the form that can be imported', async () => {
    const { user, open } = show({ jsonData: { signals: [depth] } }, SignalsSection);
    await open(/^Own signals/);
    const section = await open(/^Export/);
    const text = section.getByRole('textbox', { name: 'The signals as text' });
    await screen.findByDisplayValue(/- id: queue_depth/);
    await user.click(section.getByRole('radio', { name: 'JSON' }));
    await screen.findByDisplayValue(/"id": "queue_depth"/);
    expect(JSON.parse((text as HTMLTextAreaElement).value)).toEqual([depth]);
  });
});
