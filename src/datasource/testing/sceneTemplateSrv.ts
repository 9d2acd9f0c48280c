import { type TypedVariableModel } from '@grafana/data';
import { type TemplateSrv } from '@grafana/runtime';
import {
  ConstantVariable,
  CustomVariable,
  EmbeddedScene,
  SceneCanvasText,
  sceneGraph,
  SceneVariableSet,
  TextBoxVariable,
} from '@grafana/scenes';

type Interpolate = Parameters<typeof sceneGraph.interpolate>;

/**
 * Grafana's template service as dashboards have it: the variables of a scene, replaced by Scenes itself. Single `pod`,
 * multi-value `model`, `cluster` at "All", `gpu` at "All" with a custom value, an empty text box, a constant.
 */
export function sceneTemplateSrv(): TemplateSrv {
  const all = { isMulti: true, includeAll: true };
  const variables = [
    new CustomVariable({ name: 'pod', query: 'web.0,web.1', value: 'web.0', text: 'web.0' }),
    new CustomVariable({ name: 'model', query: 'a.1,b,c', value: ['a.1', 'b'], text: ['a.1', 'b'], ...all }),
    new CustomVariable({ name: 'cluster', query: 'eu,us', value: ['$__all'], text: ['All'], ...all }),
    new CustomVariable({ name: 'gpu', query: 'h100', value: ['$__all'], text: ['All'], allValue: 'H.+', ...all }),
    new TextBoxVariable({ name: 'search', value: '' }),
    new ConstantVariable({ name: 'factor', value: '1e6' }),
  ];
  const scene = new EmbeddedScene({
    $variables: new SceneVariableSet({ variables }),
    body: new SceneCanvasText({ text: '' }),
  });
  scene.activate();

  return {
    replace: (text, scopedVars, format) => sceneGraph.interpolate(scene, text, scopedVars, format as Interpolate[3]),
    containsTemplate: (text) => /\$/.test(text ?? ''),
    getVariables: () => variables.map(({ state }) => ({ name: state.name }) as TypedVariableModel),
    updateTimeRange: () => undefined,
  };
}
