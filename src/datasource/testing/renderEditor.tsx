import { CoreApp, dateTime, type PanelData } from '@grafana/data';
import { act, render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React, { useState } from 'react';

import { QueryEditor } from '../components/query/QueryEditor';
import { TokenpathDataSource } from '../datasource';
import { type TokenpathQuery } from '../types';

import { instanceSettings, signalsResponse } from './fixtures';
import { sceneTemplateSrv } from './sceneTemplateSrv';

/** The time range of an editor in tests. */
export const editorRange = { from: dateTime(0), to: dateTime(1000), raw: { from: 'now-1h', to: 'now' } };

/** What the backend's resources answer unless a test says otherwise. */
export const resourceAnswers: Record<string, unknown> = {
  'label-values': { values: ['llama', 'qwen'] },
  'signal-presence': { present: { generation_tokens: ['vllm'], ttft: ['vllm'], gpu_tensor_active: ['dcgm'] } },
  'check-keys': {
    series: 24,
    matched: 18,
    labels: [{ label: 'exported_pod', example: 'chat-0' }],
    suggested: { pod: 'exported_pod' },
    unmatched: [{ key: 'chat-7', why: 'no such pod' }],
    problems: [],
  },
};

/** A data source whose resources answer as above, or with what is given. */
export function answeringDataSource(answers: Record<string, unknown> = {}) {
  const datasource = new TokenpathDataSource(instanceSettings(), sceneTemplateSrv());
  const all = { ...resourceAnswers, ...answers };
  jest.spyOn(datasource, 'getResource').mockResolvedValue(signalsResponse);
  const postResource = jest.spyOn(datasource, 'postResource').mockImplementation(async (path) => {
    const answer = all[path];
    if (answer instanceof Error) {
      throw answer;
    }
    return answer as never;
  });
  return { datasource, postResource };
}

interface Options {
  data?: PanelData;
  app?: CoreApp;
  answers?: Record<string, unknown>;
}

/** Draws the query editor as Grafana does: what it hands over comes back as its query. */
export async function renderEditor(query: TokenpathQuery, { data, app = CoreApp.Explore, answers }: Options = {}) {
  const { datasource, postResource } = answeringDataSource(answers);
  const onChange = jest.fn<void, [TokenpathQuery]>();
  const onRunQuery = jest.fn();

  function Host() {
    const [current, setCurrent] = useState(query);
    const change = (next: TokenpathQuery) => {
      onChange(next);
      setCurrent(next);
    };
    return (
      <QueryEditor
        app={app}
        datasource={datasource}
        query={current}
        data={data}
        range={editorRange}
        onChange={change}
        onRunQuery={onRunQuery}
      />
    );
  }

  render(<Host />);
  await act(async () => undefined);
  const last = () => onChange.mock.calls[onChange.mock.calls.length - 1][0];
  return { user: userEvent.setup(), onChange, onRunQuery, postResource, last };
}
