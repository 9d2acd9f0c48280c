import { configure, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React from 'react';

import { TokenpathDataSource } from '../../datasource';
import { instanceSettings, signalsResponse } from '../../testing/fixtures';
import { sceneTemplateSrv } from '../../testing/sceneTemplateSrv';
import { QueryEditorHelp } from '../query/QueryEditorHelp';

import { VariableQueryEditor } from './VariableQueryEditor';

jest.mock('@grafana/ui', () => ({
  ...jest.requireActual('@grafana/ui'),
  ...jest.requireActual('../../testing/fakeUi'),
}));

configure({ defaultHidden: true });
jest.setTimeout(30_000);

function aDataSource() {
  const datasource = new TokenpathDataSource(instanceSettings(), sceneTemplateSrv());
  jest.spyOn(datasource, 'getResource').mockResolvedValue(signalsResponse);
  return datasource;
}

describe('VariableQueryEditor', () => {
  it('reads a text query, and writes a label with its filters', async () => {
    const onChange = jest.fn();
    const stored = 'label_values(pod)' as unknown as { refId: string; label: string };
    render(
      <VariableQueryEditor datasource={aDataSource()} query={stored} onChange={onChange} onRunQuery={jest.fn()} />
    );
    const user = userEvent.setup();
    const label = screen.getByLabelText(/^Label/);
    expect(label).toHaveValue('pod');
    expect(await screen.findByText('Filters')).toBeInTheDocument();
    await user.click(label);
    await user.click(await screen.findByRole('option', { name: 'llm_model' }));
    expect(onChange).toHaveBeenLastCalledWith(
      expect.objectContaining({ label: 'llm_model', refId: expect.any(String) })
    );
    await user.click(screen.getByRole('button', { name: 'Add filter' }));
    expect(onChange.mock.calls.pop()?.[0].filters).toEqual([{ label: '', op: '=', values: [] }]);
  });
});

describe('QueryEditorHelp', () => {
  it('hands over a whole query when an example is clicked', async () => {
    const onClickExample = jest.fn();
    render(
      <QueryEditorHelp
        datasource={aDataSource() as never}
        query={{ refId: 'C' } as never}
        onClickExample={onClickExample}
      />
    );
    await userEvent.click(screen.getByRole('button', { name: /Price of a million tokens/ }));
    expect(onClickExample).toHaveBeenCalledWith(
      expect.objectContaining({ refId: 'C', queryType: 'correlate', version: 1, grain: 'model' })
    );
  });
});
