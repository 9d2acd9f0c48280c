import { configure, within } from '@testing-library/react';

import { fill, show } from '../testing';

import { BindingsSection } from './BindingsSection';

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

describe('Bindings', () => {
  it('declares what an instance holds, pasted in any form', async () => {
    const { user, last, open } = show({}, BindingsSection);
    const section = await open(/^GPU bindings none/);
    await user.click(section.getByRole('button', { name: 'Add binding' }));
    const row = within(section.getByRole('group', { name: 'Binding 1' }));
    fill(row.getByRole('textbox', { name: 'Instance' }), '10.0.0.7:8000');
    fill(row.getByRole('textbox', { name: 'GPU UUIDs' }), 'GPU-aaaa, GPU-bbbb\nGPU-cccc GPU-aaaa');
    fill(row.getByRole('textbox', { name: /^To/ }), '2026-07-01T00:00:00+02:00');
    await user.tab();
    expect(last().jsonData.bindings).toEqual([
      {
        instance: '10.0.0.7:8000',
        gpu_uuids: ['GPU-aaaa', 'GPU-bbbb', 'GPU-cccc'],
        to: '2026-07-01T00:00:00+02:00',
      },
    ]);
    expect(section.queryByRole('alert')).not.toBeInTheDocument();
  });

  it.each([
    [{ gpu_uuids: ['a'] }, 'Name the replica'],
    [{ namespace: 'n', gpu_uuids: ['a'] }, 'Name the replica'],
    [{ instance: 'i', namespace: 'n', pod: 'p', gpu_uuids: ['a'] }, 'Name the replica once'],
    [{ instance: 'i', gpu_uuids: [] }, 'at least one GPU'],
    [{ instance: 'i', gpu_uuids: ['a', 'b'], mig_ids: ['7'] }, '1 MIG ids for 2 GPUs'],
    [{ instance: 'i', gpu_uuids: ['a'], from: 'soon' }, 'Use an instant'],
  ])('says what is wrong with %j', async (binding, complaint) => {
    const { open } = show({ jsonData: { bindings: [binding] } }, BindingsSection);
    const section = await open(/^GPU bindings/);
    expect(section.getAllByRole('alert')[0]).toHaveTextContent(complaint);
  });
});
