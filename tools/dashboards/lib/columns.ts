import { type DataTransformerConfig, type DynamicConfigValue } from '@grafana/grafana-foundation-sdk/dashboard';

import { FLEET_DASHBOARD_UID } from '../../../src/shared/ids';

/** A column of a table answer and how it is shown. */
export interface Column {
  /** Name of the answer's field: a key label, an operand, or one of the columns that every table answer has. */
  field: string;
  title: string;
  unit?: string;
  decimals?: number;
  width?: number;
  /** A column without a width takes what is left, but no less than this. */
  minWidth?: number;
  /** The dashboard variable that a click on a value sets to it. */
  onlyThis?: string;
}

// Every table answer has these beside its keys and operands.
const always = ['row_kind', 'gpus', 'owned_share', 'match_method', 'match_share'];
const keys = ['cluster', 'namespace', 'pod', 'node', 'llm_model'];

/** Names and orders the columns, and leaves out those of keys and diagnostics that are not listed. */
export function columns(shown: Column[]): DataTransformerConfig {
  const names = shown.map(({ field }) => field);
  const left = [...keys, ...always].filter((field) => !names.includes(field));
  return {
    id: 'organize',
    options: {
      excludeByName: Object.fromEntries(left.map((field) => [field, true])),
      indexByName: Object.fromEntries(names.map((field, index) => [field, index])),
      renameByName: Object.fromEntries(shown.map(({ field, title }) => [field, title])),
      includeByName: {},
    },
  };
}

const narrowed = (variable: string) => [
  {
    title: `Only this ${variable}`,
    url: `/d/${FLEET_DASHBOARD_UID}?\${datasource:queryparam}&\${__url_time_range}&var-${variable}=\${__value.raw:percentencode}`,
  },
];

/** What a column's field overrides. */
export function properties({ unit, decimals, width, minWidth, onlyThis }: Column): DynamicConfigValue[] {
  const all: DynamicConfigValue[] = [
    { id: 'unit', value: unit },
    { id: 'decimals', value: decimals },
    { id: 'custom.width', value: width },
    { id: 'custom.minWidth', value: minWidth },
    { id: 'custom.wrapHeaderText', value: true },
    { id: 'links', value: onlyThis && narrowed(onlyThis) },
  ];
  return all.filter(({ value }) => value !== undefined);
}
