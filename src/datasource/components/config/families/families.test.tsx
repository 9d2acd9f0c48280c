import { configure, screen, within } from '@testing-library/react';

import { ConnectionSection } from '../connection/ConnectionSection';
import { LinksSection } from '../links/LinksSection';
import { fill, show, someOptions } from '../testing';
import { familyOptions, withFamilyOptions, withoutFamily } from '../model/families';

import { FamiliesSection } from './FamiliesSection';

const getDataSource = jest.fn();
const prometheus = { uid: 'prom', name: 'Prometheus', type: 'prometheus', meta: {} };

jest.mock('@grafana/runtime', () => ({
  ...jest.requireActual('@grafana/runtime'),
  getAppEvents: () => ({ subscribe: () => ({ unsubscribe: () => undefined }) }),
  getBackendSrv: () => ({ get: getDataSource }),
  getDataSourceSrv: () => ({
    getList: ({ filter }: { filter: (source: typeof prometheus) => boolean }) => [prometheus].filter(filter),
  }),
}));
jest.mock('@grafana/ui', () => ({
  ...jest.requireActual('@grafana/ui'),
  ...jest.requireActual('../../../testing/fakeUi'),
}));

configure({ defaultHidden: true });
// Drawing dozens of fields takes jsdom its time on a busy machine.
jest.setTimeout(120_000);

const gpu = {
  jsonData: { endpoints: { gpu: { url: 'https://gpu:9090', basicAuth: true, basicAuthUser: 'me' } } },
  secureJsonFields: { 'gpu.basicAuthPassword': true, basicAuthPassword: true },
};

describe('The form of a family', () => {
  it('is a data source of its own, with its own secrets under their plain names', () => {
    const own = familyOptions(someOptions(gpu), 'gpu');
    expect(own).toMatchObject({ url: 'https://gpu:9090', basicAuth: true, basicAuthUser: 'me', jsonData: {} });
    expect(own.secureJsonFields).toEqual({ basicAuthPassword: true });
  });

  it('comes back to where it was, and leaves the rest alone', () => {
    const options = someOptions(gpu);
    const own = familyOptions(options, 'gpu');
    expect(withFamilyOptions(options, 'gpu', own)).toEqual({ ...options, secureJsonData: {} });
  });

  it('forgets its secrets with the endpoint, and no others', () => {
    const after = withoutFamily(someOptions(gpu), 'gpu');
    expect(after.jsonData).toEqual({});
    expect(after.secureJsonData).toEqual({ 'gpu.basicAuthPassword': '' });
    expect(after.secureJsonFields).toEqual({ 'gpu.basicAuthPassword': false, basicAuthPassword: true });
  });
});

describe('The section of a family', () => {
  it('is closed while the family is in the default store', () => {
    show({}, FamiliesSection);
    for (const name of ['GPU', 'Inference engine', 'Kubernetes', 'Cost', 'Gateway']) {
      const button = screen.getByRole('button', { name: `${name} same as default` });
      expect(button).toHaveAttribute('aria-expanded', 'false');
    }
  });

  it('keeps URL and authentication under the family, and secrets with its prefix', async () => {
    const { user, last, open } = show({}, FamiliesSection);
    const family = await open(/^GPU same/);
    expect(family.queryByRole('radio', { name: 'Basic' })).not.toBeInTheDocument();
    fill(family.getByRole('textbox', { name: /^URL/ }), 'https://gpu:9090');
    await user.click(family.getByRole('radio', { name: 'Basic' }));
    fill(family.getByRole('textbox', { name: 'User' }), 'me');
    fill(family.getByLabelText('Password'), 'pw');
    await user.click(family.getByRole('button', { name: 'Add header' }));
    const header = within(family.getByRole('group', { name: 'Header 1' }));
    fill(header.getByLabelText('Name of header 1'), 'X-Scope-OrgID');
    fill(header.getByLabelText('Value of header 1'), 't1');
    fill(family.getByRole('textbox', { name: /^Native step/ }), '30s');
    expect(last().jsonData).toEqual({
      endpoints: {
        gpu: { url: 'https://gpu:9090', basicAuth: true, basicAuthUser: 'me', httpHeaderName1: 'X-Scope-OrgID' },
      },
      nativeStep: { gpu: '30s' },
    });
    expect(last().secureJsonData).toEqual({ 'gpu.basicAuthPassword': 'pw', 'gpu.httpHeaderValue1': 't1' });
    expect(last()).toMatchObject({ url: '', basicAuth: false });
  });

  it('says in its title where the family is and how it is asked', () => {
    show(gpu, FamiliesSection);
    expect(screen.getByRole('button', { name: 'GPU gpu:9090 · basic auth' })).toHaveAttribute('aria-expanded', 'true');
  });

  it('keeps the rest when the URL is emptied, and says that one is missing', async () => {
    const { user, last, open } = show(gpu, FamiliesSection);
    const family = await open(/^GPU gpu/);
    fill(family.getByRole('textbox', { name: /^URL/ }), '');
    expect(last().jsonData.endpoints?.gpu).toMatchObject({ url: '', basicAuth: true, basicAuthUser: 'me' });
    await user.click(screen.getByRole('button', { name: /^GPU/ }));
    expect(screen.getByRole('button', { name: /^GPU/ })).toHaveTextContent('Enter a URL');
  });

  it('goes back to the default endpoint', async () => {
    const { user, last, open } = show(gpu, FamiliesSection);
    const family = await open(/^GPU gpu/);
    await user.click(family.getByRole('button', { name: 'Read GPU from the default endpoint' }));
    expect(last().jsonData).toEqual({});
    expect(last().secureJsonData).toEqual({ 'gpu.basicAuthPassword': '' });
  });

  it('says that an identity is only forwarded where the default endpoint does so too', async () => {
    const { user, open } = show({ jsonData: { endpoints: { gpu: { url: 'http://gpu:9090' } } } }, FamiliesSection);
    const family = await open(/^GPU gpu/);
    await user.click(family.getByRole('radio', { name: 'Forward OAuth identity' }));
    expect(await family.findByRole('alert')).toHaveTextContent('only where the default endpoint forwards it too');
  });
});

describe('Copying from a data source', () => {
  const source = {
    name: 'Prometheus',
    url: 'https://prom:9090',
    basicAuth: true,
    basicAuthUser: 'reader',
    jsonData: { httpHeaderName1: 'X-Scope-OrgID', tlsSkipVerify: true, manageAlerts: true },
    secureJsonFields: { basicAuthPassword: true, httpHeaderValue1: true },
  };

  it('takes URL and options over, forgets the secrets of the former store, and names those to type', async () => {
    getDataSource.mockResolvedValue(source);
    const { user, last } = show(
      { secureJsonFields: { basicAuthPassword: true }, jsonData: { clusterLabel: 'c' } },
      ConnectionSection
    );
    await user.click(screen.getByRole('combobox', { name: /^Copy from/ }));
    await user.click(await screen.findByRole('option', { name: 'Prometheus' }));
    expect(await screen.findByRole('status')).toHaveTextContent(
      'Secrets cannot be copied: type its password, its value of the header X-Scope-OrgID again.'
    );
    expect(getDataSource).toHaveBeenCalledWith('/api/datasources/uid/prom');
    expect(last()).toMatchObject({ url: 'https://prom:9090', basicAuth: true, basicAuthUser: 'reader' });
    expect(last().jsonData).toEqual({ clusterLabel: 'c', httpHeaderName1: 'X-Scope-OrgID', tlsSkipVerify: true });
    expect(last().secureJsonFields).toEqual({ basicAuthPassword: false });
  });

  it('copies into a family', async () => {
    getDataSource.mockResolvedValue(source);
    const { user, last, open } = show({}, FamiliesSection);
    const family = await open(/^Cost same/);
    await user.click(family.getByRole('combobox', { name: /^Copy from/ }));
    await user.click(await family.findByRole('option', { name: 'Prometheus' }));
    await family.findByText(/Secrets cannot be copied: type/);
    expect(last().url).toBe('');
    expect(last().jsonData.endpoints?.cost).toMatchObject({ url: 'https://prom:9090', basicAuthUser: 'reader' });
  });

  it('says so where the settings may not be read', async () => {
    getDataSource.mockRejectedValue({ status: 403, data: { message: 'no' } });
    const { user, last } = show({}, ConnectionSection);
    await user.click(screen.getByRole('combobox', { name: /^Copy from/ }));
    await user.click(await screen.findByRole('option', { name: 'Prometheus' }));
    expect(await screen.findByText(/You may not read the settings/)).toBeInTheDocument();
    expect(last().url).toBe('');
  });
});

describe('The store of traces', () => {
  it('is among the links, keeps its settings under endpoints.traces, and has no native step', async () => {
    const { user, last, open } = show({}, LinksSection);
    await user.click(screen.getByRole('button', { name: /^Traces and logs/ }));
    const store = await open(/^Traces not looked up/);
    expect(store.queryByRole('textbox', { name: /^Native step/ })).not.toBeInTheDocument();
    fill(store.getByRole('textbox', { name: /^URL/ }), 'http://tempo:3200');
    await user.click(store.getByRole('radio', { name: 'Basic' }));
    fill(store.getByLabelText('Password'), 'pw');
    expect(last().jsonData.endpoints).toEqual({ traces: { url: 'http://tempo:3200', basicAuth: true } });
    expect(last().secureJsonData).toEqual({ 'traces.basicAuthPassword': 'pw' });
    await user.click(store.getByRole('button', { name: 'Do not look traces up' }));
    expect(last().jsonData).toEqual({});
  });

  it('says what is wrong with it where it is folded', () => {
    show({ jsonData: { endpoints: { traces: { url: '' } } } }, LinksSection);
    expect(screen.getByRole('button', { name: /^Traces and logs/ })).toHaveTextContent('remove this store');
  });
});
