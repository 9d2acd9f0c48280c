import { configure, screen, within } from '@testing-library/react';

import { testIds } from '../../../shared/testIds';

import { ConnectionSection } from './connection/ConnectionSection';
import { LabelsSection } from './labels/LabelsSection';
import { LimitsSection } from './limits/LimitsSection';
import { fill, show } from './testing';

jest.mock('@grafana/runtime', () => ({
  ...jest.requireActual('@grafana/runtime'),
  getAppEvents: () => ({ subscribe: () => ({ unsubscribe: () => undefined }) }),
  getDataSourceSrv: () => ({ getList: () => [] }),
}));

jest.mock('@grafana/ui', () => ({
  ...jest.requireActual('@grafana/ui'),
  ...jest.requireActual('../../testing/fakeUi'),
}));

configure({ defaultHidden: true });
// Drawing dozens of fields takes jsdom its time on a busy machine.
jest.setTimeout(120_000);

describe('The default endpoint', () => {
  it('takes the URL when the field is left, and says what is wrong with it', async () => {
    const { user, last } = show();
    const url = screen.getByRole('textbox', { name: /^URL/ });
    await user.type(url, 'prometheus');
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
    await user.tab();
    expect(screen.getByRole('alert')).toHaveTextContent('Start with http://');
    expect(url).toBeInvalid();
    expect(last().url).toBe('prometheus');
    fill(url, ' http://p:9090/ ');
    expect(last().url).toBe('http://p:9090');
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('keeps the password among the secrets only', async () => {
    const { user, last } = show({}, ConnectionSection);
    await user.click(screen.getByRole('radio', { name: 'Basic' }));
    fill(screen.getByRole('textbox', { name: 'User' }), 'me');
    fill(screen.getByLabelText('Password'), 'pw');
    expect(last()).toMatchObject({ basicAuth: true, basicAuthUser: 'me', secureJsonData: { basicAuthPassword: 'pw' } });
    expect(JSON.stringify(last().jsonData)).not.toContain('pw');
  });

  it('forgets a stored password so that another can be typed', async () => {
    const { user, last } = show({ basicAuth: true, secureJsonFields: { basicAuthPassword: true } }, ConnectionSection);
    expect(screen.getByLabelText('Password')).toHaveValue('configured');
    await user.click(screen.getByRole('button', { name: 'Reset password' }));
    expect(last()).toMatchObject({
      secureJsonFields: { basicAuthPassword: false },
      secureJsonData: { basicAuthPassword: '' },
    });
    expect(screen.getByLabelText('Password')).toBeEnabled();
  });

  it('switches from one authentication to the other', async () => {
    const { user, last } = show({ basicAuth: true }, ConnectionSection);
    await user.click(screen.getByRole('radio', { name: 'Forward OAuth identity' }));
    expect(last()).toMatchObject({ basicAuth: false, jsonData: { oauthPassThru: true } });
    await user.click(screen.getByRole('radio', { name: 'None' }));
    expect(last().jsonData).toEqual({});
  });

  it('shows certificates only where they are asked for', async () => {
    const { user, last, open } = show({}, ConnectionSection);
    const tls = await open(/^TLS/);
    expect(tls.queryByLabelText('CA certificate')).not.toBeInTheDocument();
    await user.click(tls.getByRole('checkbox', { name: /Own certificate authority/ }));
    fill(tls.getByLabelText(/^CA certificate/), 'PEM');
    fill(tls.getByLabelText(/^Server name/), 'store.internal');
    await user.tab();
    expect(last()).toMatchObject({
      jsonData: { tlsAuthWithCACert: true, serverName: 'store.internal' },
      secureJsonData: { tlsCACert: 'PEM' },
    });
  });

  it('adds a header with a secret value', async () => {
    const { user, last } = show({}, ConnectionSection);
    await user.click(screen.getByRole('button', { name: 'Add header' }));
    const header = within(screen.getByRole('group', { name: 'Header 1' }));
    fill(header.getByLabelText('Name of header 1'), 'X-Scope-OrgID');
    fill(header.getByLabelText('Value of header 1'), 't1');
    expect(last()).toMatchObject({
      jsonData: { httpHeaderName1: 'X-Scope-OrgID' },
      secureJsonData: { httpHeaderValue1: 't1' },
    });
  });

  it('adds parameters that stores know, and refuses those of the query itself', async () => {
    const { user, last, open } = show({}, ConnectionSection);
    const http = await open(/^Parameters/);
    await user.click(http.getByRole('button', { name: 'Add dedup=true' }));
    await user.click(http.getByRole('button', { name: 'Add extra_label=team=inference' }));
    expect(last().jsonData).toEqual({ customQueryParameters: 'dedup=true&extra_label=team=inference' });
    const text = http.getByRole('textbox', { name: /^Custom query parameters/ });
    fill(text, '?query=up');
    expect(http.getByRole('alert')).toHaveTextContent('“query” is written by the data source itself.');
  });

  it('keeps a number that cannot be read in its field and the last one that could be in the settings', async () => {
    const { last, open } = show({ jsonData: { timeout: 20 } }, ConnectionSection);
    const http = await open(/^Parameters/);
    const timeout = http.getByRole('textbox', { name: /^Timeout of a request/ });
    fill(timeout, 'soon');
    expect(timeout).toHaveValue('soon');
    expect(http.getByRole('alert')).toHaveTextContent('Use a number above 0. 20 stays until then.');
    expect(last().jsonData.timeout).toBe(20);
    fill(timeout, '2.5');
    expect(last().jsonData.timeout).toBe(2.5);
  });

  it('allows cookies by name', async () => {
    const { user, last, open } = show({}, ConnectionSection);
    const http = await open(/^Parameters/);
    await user.type(http.getByLabelText(/^Allowed cookies/), 'session{Enter}');
    expect(last().jsonData).toEqual({ keepCookies: ['session'] });
  });
});

describe('Labels and limits', () => {
  it('sets what the series look like and removes what is emptied', async () => {
    const { user, last, open } = show({ jsonData: { clusterLabel: 'k8s_cluster' } }, LabelsSection);
    const labels = await open(/^Labels/);
    await user.clear(labels.getByRole('textbox', { name: /^Cluster label/ }));
    await user.type(labels.getByLabelText(/^Replica labels/), 'prometheus_replica{Enter}');
    await user.type(labels.getByLabelText(/^Tenant labels/), 'team');
    await user.tab();
    expect(last().jsonData).toEqual({ replicaLabels: ['prometheus_replica'], tenantLabels: ['team'] });
  });

  it('reads sizes and counts as people write them', async () => {
    const { user, last, open } = show({}, LimitsSection);
    const limits = await open(/^Limits/);
    fill(limits.getByRole('textbox', { name: /^Scrape interval/ }), '15s');
    fill(limits.getByRole('textbox', { name: /^Query timeout/ }), '90s');
    fill(limits.getByRole('textbox', { name: /^Memory/ }), '2 GiB');
    fill(limits.getByRole('textbox', { name: /^Series read/ }), '100,000');
    await user.tab();
    expect(last().jsonData).toEqual({
      timeInterval: '15s',
      limits: { timeout: '90s', memory: 2147483648, series: 100000 },
    });
    fill(limits.getByRole('textbox', { name: /^Series read/ }), '');
    expect(last().jsonData.limits).toEqual({ timeout: '90s', memory: 2147483648 });
  });

  it('shows in the closed section that something in it is wrong', () => {
    show({ jsonData: { limits: { timeout: 'never' } } }, LimitsSection);
    expect(screen.getByRole('button', { name: /^Limits/ })).toHaveTextContent('Use a duration such as 15s');
  });
});

describe('A provisioned data source', () => {
  it('is only shown, and says why', async () => {
    const { open } = show({
      readOnly: true,
      url: 'http://p:9090',
      basicAuth: true,
      secureJsonFields: { basicAuthPassword: true, 'gpu.httpHeaderValue1': true },
      jsonData: {
        httpHeaderName1: 'X',
        prices: [{ per_hour: 2, currency: 'EUR' }],
        signals: [{ id: 'depth', family: 'engine', kind: 'gauge', unit: 'short', alternatives: [{ metric: 'd' }] }],
        endpoints: { gpu: { url: 'http://gpu:9090', ...{ httpHeaderName1: 'Y' } } },
      },
    });
    for (const title of [/^Prices/, /^Own signals/, /^depth/]) {
      await open(title);
    }
    const editor = screen.getByTestId(testIds.config.editor);
    const controls = [...editor.querySelectorAll('input, textarea, button:not([aria-expanded])')];
    expect(controls.length).toBeGreaterThan(40);
    controls.forEach((control) => expect(control).toBeDisabled());
    expect(screen.getByText('Provisioned')).toBeInTheDocument();
  });
});
