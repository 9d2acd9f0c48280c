import type { ScopedVars, TimeRange, TypedVariableModel } from '@grafana/data';
import type { TemplateSrv } from '@grafana/runtime';
import { sceneGraph } from '@grafana/scenes';
import type { SceneObject, SceneVariable } from '@grafana/scenes';

declare global {
  interface Window {
    /** Set by every active scene, the plugin's own copy of the library included. */
    __grafanaSceneContext?: SceneObject;
  }
}

const REFERENCE = /\$(\w+)|\[\[(\w+)(?::\w+)?\]\]|\$\{(\w+)(?:\.[^:^}]+)?(?::[^}]+)?\}/;

function sceneOf(scopedVars?: ScopedVars): SceneObject | undefined {
  const scoped = scopedVars?.__sceneObject?.value;
  const fromVars: SceneObject | undefined = scoped?.valueOf();
  return fromVars ?? window.__grafanaSceneContext;
}

/** Where no scene is open, only the variables handed in can be replaced. */
function replaceScoped(target: string, scopedVars: ScopedVars): string {
  return target.replace(new RegExp(REFERENCE, 'g'), (match, plain, square, curly) => {
    const found = scopedVars[plain ?? square ?? curly];
    return found ? String(found.value) : match;
  });
}

function toModel(variable: SceneVariable): TypedVariableModel {
  const { name, label, type } = variable.state;
  const value = variable.getValue();
  const text = variable.getValueText?.() ?? String(value);
  // Callers read the name, the type and the current value; the rest of Grafana's model is the editor's.
  return { id: name, name, label, type, current: { value, text, selected: true } } as unknown as TypedVariableModel;
}

/** TemplateSrv over the open scene. */
export class PreviewTemplateSrv implements TemplateSrv {
  getVariables(): TypedVariableModel[] {
    const scene = window.__grafanaSceneContext;
    return scene ? sceneGraph.getVariables(scene).state.variables.map(toModel) : [];
  }

  replace(target = '', scopedVars: ScopedVars = {}, format?: Parameters<TemplateSrv['replace']>[2]): string {
    const scene = sceneOf(scopedVars);
    if (!scene) {
      return replaceScoped(target, scopedVars);
    }
    return sceneGraph.interpolate(scene, target, scopedVars, format as Parameters<typeof sceneGraph.interpolate>[3]);
  }

  containsTemplate(target = ''): boolean {
    return REFERENCE.test(target);
  }

  /** Scenes know their own time range. */
  updateTimeRange(_range: TimeRange): void {}
}
