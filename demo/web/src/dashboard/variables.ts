import type { VariableHide, VariableRefresh, VariableSort } from '@grafana/data';
import {
  AdHocFiltersVariable,
  ConstantVariable,
  CustomVariable,
  DataSourceVariable,
  IntervalVariable,
  QueryVariable,
  TextBoxVariable,
} from '@grafana/scenes';
import type { SceneDataQuery, SceneVariable } from '@grafana/scenes';
import type { VariableJson } from './model';

type Create = (json: VariableJson) => SceneVariable;

function common(json: VariableJson) {
  return {
    name: json.name,
    label: json.label ?? undefined,
    description: json.description ?? undefined,
    hide: (json.hide ?? 0) as VariableHide,
    skipUrlSync: json.skipUrlSync,
  };
}

function choice(json: VariableJson) {
  return {
    ...common(json),
    value: json.current?.value ?? '',
    text: json.current?.text ?? '',
    isMulti: json.multi ?? false,
    includeAll: json.includeAll ?? false,
    defaultToAll: Boolean(json.includeAll),
    allValue: json.allValue ?? undefined,
    allowCustomValue: json.allowCustomValue,
  };
}

function queryText(json: VariableJson): string {
  return typeof json.query === 'string' ? json.query : '';
}

function intervals(json: VariableJson): string[] {
  const listed = queryText(json) || (json.options ?? []).map((option) => option.value).join(',');
  return listed.split(',').filter((interval) => interval && !interval.startsWith('$__auto'));
}

function single(json: VariableJson): string {
  const value = json.current?.value;
  return (Array.isArray(value) ? value[0] : value) ?? queryText(json);
}

const kinds: Record<string, Create | undefined> = {
  query: (json) =>
    new QueryVariable({
      ...choice(json),
      query: (json.query ?? '') as string | SceneDataQuery,
      datasource: json.datasource ?? null,
      regex: json.regex ?? '',
      sort: (json.sort ?? 0) as VariableSort,
      refresh: (json.refresh ?? 1) as VariableRefresh,
    }),
  custom: (json) => new CustomVariable({ ...choice(json), query: queryText(json) }),
  datasource: (json) =>
    new DataSourceVariable({ ...choice(json), pluginId: queryText(json), regex: json.regex ?? '' }),
  constant: (json) => new ConstantVariable({ ...common(json), value: queryText(json) }),
  textbox: (json) => new TextBoxVariable({ ...common(json), value: single(json) }),
  interval: (json) =>
    new IntervalVariable({
      ...common(json),
      intervals: intervals(json),
      value: single(json),
      autoEnabled: json.auto ?? false,
      autoMinInterval: json.auto_min ?? '10s',
      autoStepCount: json.auto_count ?? 30,
      refresh: 2 as VariableRefresh,
    }),
  adhoc: (json) =>
    new AdHocFiltersVariable({
      ...common(json),
      datasource: json.datasource ?? null,
      filters: json.filters ?? [],
      applyMode: 'auto',
      layout: 'vertical',
    }),
};

/** The scene variable of a dashboard's variable; undefined for a kind that the preview does not know. */
export function sceneVariable(json: VariableJson): SceneVariable | undefined {
  return kinds[json.type]?.(json);
}

/** A dashboard's variables in their order. */
export function sceneVariables(list: VariableJson[]): SceneVariable[] {
  return list.map(sceneVariable).filter((variable) => variable !== undefined);
}
