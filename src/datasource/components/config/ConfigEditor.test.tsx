import { configure, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React, { useState } from 'react';
import { MemoryRouter } from 'react-router-dom';

import { DATASOURCE_TYPE } from '../../../shared/ids';

import { ConfigEditor } from './ConfigEditor';
import { type Options } from './configProps';

configure({ defaultHidden: true });
jest.setTimeout(30_000);

const stored = {
  id: 1,
  uid: 'tp',
  orgId: 1,
  name: 'Tokenpath',
  typeLogoUrl: '',
  type: DATASOURCE_TYPE,
  typeName: 'Tokenpath',
  access: 'proxy',
  url: '',
  user: '',
  basicAuth: false,
  basicAuthUser: '',
  isDefault: false,
  jsonData: {},
  secureJsonFields: {},
  readOnly: false,
  withCredentials: false,
} as Options;

function show(patch: Partial<Options> = {}) {
  const onChange = jest.fn<void, [Options]>();
  function Host() {
    const [options, setOptions] = useState<Options>({ ...stored, ...patch });
    const change = (next: Options) => {
      onChange(next);
      setOptions(next);
    };
    return <ConfigEditor options={options} onOptionsChange={change} />;
  }
  render(
    <MemoryRouter>
      <Host />
    </MemoryRouter>
  );
  return { user: userEvent.setup(), last: () => onChange.mock.calls[onChange.mock.calls.length - 1][0] };
}

describe('ConfigEditor', () => {
  it('takes the URL and says what is wrong with it', async () => {
    const { user, last } = show();
    const url = screen.getByRole('textbox', { name: /URL/ });
    await user.type(url, 'prometheus');
    expect(screen.getByRole('alert')).toHaveTextContent('Start with http://');
    await user.clear(url);
    await user.type(url, 'http://p:9090 ');
    expect(last().url).toBe('http://p:9090');
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('keeps the password among the secrets only', async () => {
    const { user, last } = show();
    await user.click(screen.getByRole('radio', { name: 'Basic' }));
    await user.type(screen.getByRole('textbox', { name: /User/ }), 'me');
    await user.type(screen.getByLabelText('Password'), 'pw');
    expect(last()).toMatchObject({ basicAuth: true, basicAuthUser: 'me', secureJsonData: { basicAuthPassword: 'pw' } });
    expect(JSON.stringify(last().jsonData)).not.toContain('pw');
  });

  it('switches from one authentication to the other', async () => {
    const { user, last } = show({ basicAuth: true });
    await user.click(screen.getByRole('radio', { name: 'Forward OAuth identity' }));
    expect(last()).toMatchObject({ basicAuth: false, jsonData: { oauthPassThru: true } });
    await user.click(screen.getByRole('radio', { name: 'None' }));
    expect(last().jsonData).toEqual({});
  });

  it('shows certificates only where they are asked for', async () => {
    const { user, last } = show();
    expect(screen.queryByLabelText('CA certificate')).not.toBeInTheDocument();
    await user.click(screen.getByRole('checkbox', { name: /Own certificate authority/ }));
    await user.type(screen.getByLabelText('CA certificate'), 'PEM');
    expect(last()).toMatchObject({ jsonData: { tlsAuthWithCACert: true }, secureJsonData: { tlsCACert: 'PEM' } });
  });

  it('adds a header with a secret value', async () => {
    const { user, last } = show();
    await user.click(screen.getByRole('button', { name: 'Add header' }));
    const header = within(screen.getByRole('group', { name: 'Header 1' }));
    await user.type(header.getByLabelText('Name of header 1'), 'X-Scope-OrgID');
    await user.type(header.getByLabelText('Value of header 1'), 't1');
    expect(last()).toMatchObject({
      jsonData: { httpHeaderName1: 'X-Scope-OrgID' },
      secureJsonData: { httpHeaderValue1: 't1' },
    });
  });

  it('sets what the series look like and removes what is emptied', async () => {
    const { user, last } = show({ jsonData: { clusterLabel: 'k8s_cluster' } });
    await user.clear(screen.getByRole('textbox', { name: /Cluster label/ }));
    expect(last().jsonData).toEqual({});
    await user.type(screen.getByRole('textbox', { name: /Scrape interval/ }), '15s');
    await user.type(screen.getByRole('textbox', { name: /Query timeout/ }), '30s');
    expect(last().jsonData).toEqual({ timeInterval: '15s', limits: { timeout: '30s' } });
  });

  it('declares a price', async () => {
    const { user, last } = show();
    await user.click(screen.getByRole('button', { name: 'Add price' }));
    expect(screen.getByRole('alert')).toHaveTextContent('more than 0');
    await user.type(screen.getByLabelText('GPU model'), 'H100');
    await user.type(screen.getByLabelText('Per GPU-hour'), '2.5');
    await user.clear(screen.getByLabelText('Currency'));
    await user.type(screen.getByLabelText('Currency'), 'eur');
    expect(last().jsonData.prices).toEqual([{ gpu_model: 'H100', per_hour: 2.5, currency: 'EUR' }]);
    await user.click(screen.getByRole('button', { name: 'Remove price 1' }));
    expect(last().jsonData).toEqual({});
  });

  it('only shows what was provisioned', () => {
    show({ readOnly: true, url: 'http://p:9090', jsonData: { httpHeaderName1: 'X' } });
    const inputs = [
      ...screen.getAllByRole('textbox'),
      ...screen.getAllByRole('radio'),
      ...screen.getAllByRole('checkbox'),
    ];
    inputs.forEach((input) => expect(input).toBeDisabled());
    ['Add header', 'Add price', 'Remove header 1'].forEach((name) =>
      expect(screen.getByRole('button', { name })).toBeDisabled()
    );
    expect(screen.getByText('Provisioned')).toBeInTheDocument();
  });
});
