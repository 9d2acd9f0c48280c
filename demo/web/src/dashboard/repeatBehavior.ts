import { MultiValueVariable, sceneGraph, SceneGridLayout } from '@grafana/scenes';
import type { SceneObject } from '@grafana/scenes';
import { gridChildren } from './grid';
import { repeatVariables } from './layout';
import type { RepeatLookup, RepeatValue } from './layout';
import type { DashboardJson } from './model';

const ALL = '$__all';

function selected(variable: MultiValueVariable): Array<{ value: string; text: string }> {
  const { value, text, options } = variable.state;
  if (variable.hasAllValue() || value === ALL) {
    return options.map((option) => ({ value: String(option.value), text: option.label }));
  }
  const values = Array.isArray(value) ? value : [value];
  const texts = Array.isArray(text) ? text : [text];
  return values.map((item, i) => ({ value: String(item), text: String(texts[i] ?? item) }));
}

/** Looks up the values of a scene's variables. */
export function lookupIn(scene: SceneObject): RepeatLookup {
  return (name): RepeatValue[] => {
    const variable = sceneGraph.lookupVariable(name, scene);
    if (!(variable instanceof MultiValueVariable)) {
      return [];
    }
    return selected(variable).map((item) => ({ name, ...item }));
  };
}

/** Rebuilds the grid when a variable that rows or panels are repeated by takes other values. */
export function repeatBehavior(dashboard: DashboardJson) {
  const names = repeatVariables(dashboard);
  return (grid: SceneObject) => {
    if (!(grid instanceof SceneGridLayout)) {
      return undefined;
    }
    let shown = '';
    const update = () => {
      const lookup = lookupIn(grid);
      const values = JSON.stringify(names.map(lookup));
      if (values !== shown) {
        shown = values;
        grid.setState({ children: gridChildren(dashboard, lookup) });
      }
    };
    const subscriptions = names
      .map((name) => sceneGraph.lookupVariable(name, grid))
      .filter((variable) => variable !== null)
      .map((variable) => variable.subscribeToState(update));
    if (names.length > 0) {
      update();
    }
    return () => subscriptions.forEach((subscription) => subscription.unsubscribe());
  };
}
