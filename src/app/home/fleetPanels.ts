import { PanelBuilders, SceneQueryRunner, type VizPanel } from '@grafana/scenes';

import { DATASOURCE_TYPE } from '../../shared/ids';
import { CurrentVersion, type Operand, type Query } from '../../shared/types.gen';

/** Two live panels of the data source: what the fleet makes, and how hard its silicon works for it. */
export function fleetPanels(uid: string): VizPanel[] {
  return [
    PanelBuilders.timeseries()
      .setTitle('Generated tokens per second')
      .setDescription('By model. The engines count the tokens; a replica that serves nobody makes none.')
      .setData(runner(uid, { as: 'tokens', signal: 'generation_tokens' }))
      .build(),
    PanelBuilders.timeseries()
      .setTitle('Tensor pipe activity')
      .setDescription('By model: mean over the GPUs that its replicas hold, weighted by time.')
      .setUnit('percentunit')
      .setMin(0)
      .setData(runner(uid, { as: 'tensor', signal: 'gpu_tensor_active' }))
      .build(),
  ];
}

function runner(uid: string, operand: Operand): SceneQueryRunner {
  const query: Query = {
    refId: 'A',
    queryType: 'correlate',
    version: CurrentVersion,
    operands: [operand],
    grain: 'model',
    legend: '{{llm_model}} {{cluster}}',
  };
  return new SceneQueryRunner({ datasource: { uid, type: DATASOURCE_TYPE }, queries: [query] });
}
