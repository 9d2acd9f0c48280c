import { type DataSourceInstanceSettings, PluginType } from '@grafana/data';

import { DATASOURCE_TYPE } from '../../shared/ids';
import { type SignalsResponse } from '../../shared/types.gen';
import { type TokenpathQuery, type TokenpathSettings } from '../types';

/** A small catalog, in the form of the resource "signals". */
export const signalsResponse: SignalsResponse = {
  labels: ['cluster', 'node', 'namespace', 'pod', 'gpu_uuid', 'llm_model'],
  signals: [
    {
      id: 'generation_tokens',
      family: 'engine',
      kind: 'counter',
      space: 'additive',
      unit: 'short',
      title: 'Generated tokens',
      description: 'Tokens that the engine wrote.',
      systems: ['vllm'],
      stats: ['rate', 'total'],
    },
    {
      id: 'ttft',
      family: 'engine',
      kind: 'distribution',
      space: 'distribution',
      unit: 's',
      title: 'Time to first token',
      description: 'From arrival in the engine to the first token.',
      mistaken_for: 'What a person feels: queues in front of the engine are not in it.',
      systems: ['vllm', 'sglang'],
      stats: ['mean', 'p50', 'p95', 'p99', 'fraction_below'],
    },
    {
      id: 'gpu_tensor_active',
      family: 'gpu',
      kind: 'gauge',
      space: 'intensive',
      unit: 'percentunit',
      title: 'Tensor pipe active',
      description: 'Share of cycles in which a tensor core worked.',
      systems: ['dcgm'],
      stats: ['avg', 'min', 'max', 'last'],
    },
    {
      id: 'gpu_power',
      family: 'gpu',
      kind: 'gauge',
      space: 'additive',
      unit: 'watt',
      title: 'Power',
      description: 'What the board draws.',
      systems: ['dcgm'],
      stats: ['avg', 'min', 'max', 'last'],
    },
  ],
};

/** A whole query, as the editor stores it. */
export function aQuery(patch: Partial<TokenpathQuery> = {}): TokenpathQuery {
  return {
    refId: 'A',
    queryType: 'correlate',
    version: 1,
    operands: [{ as: 'tokens', signal: 'generation_tokens' }],
    ...patch,
  };
}

/** The settings that Grafana hands to a data source's constructor. */
export function instanceSettings(
  jsonData: Partial<TokenpathSettings> = {}
): DataSourceInstanceSettings<TokenpathSettings> {
  const info = { author: { name: '' }, description: '', links: [], logos: { small: '', large: '' }, screenshots: [] };
  return {
    uid: 'tp',
    name: 'Tokenpath',
    type: DATASOURCE_TYPE,
    access: 'proxy',
    readOnly: false,
    jsonData,
    meta: {
      id: DATASOURCE_TYPE,
      name: 'Tokenpath',
      type: PluginType.datasource,
      module: '',
      baseUrl: '',
      info: { ...info, updated: '', version: '' },
    },
  };
}
