// Grafana's dashboard JSON, schema v1: the parts that the preview reads.
import type { DataLink, DataSourceRef, DataTransformerConfig, FieldConfigSource } from '@grafana/data';

/** Position and size on Grafana's grid: 24 columns, rows of 30 px. */
export interface GridPos {
  x: number;
  y: number;
  w: number;
  h: number;
}

/** A query of a panel; its other fields belong to the data source. */
export interface TargetJson {
  refId: string;
  datasource?: DataSourceRef | null;
  hide?: boolean;
  [key: string]: unknown;
}

/** A panel, or a row where `type` is "row". */
export interface PanelJson {
  id?: number;
  type: string;
  title?: string;
  description?: string;
  gridPos: GridPos;
  datasource?: DataSourceRef | string | null;
  targets?: TargetJson[];
  options?: Record<string, unknown>;
  fieldConfig?: FieldConfigSource;
  transformations?: DataTransformerConfig[];
  transparent?: boolean;
  interval?: string | null;
  maxDataPoints?: number | null;
  timeFrom?: string | null;
  timeShift?: string | null;
  links?: DataLink[];
  pluginVersion?: string;
  repeat?: string;
  repeatDirection?: 'h' | 'v';
  maxPerRow?: number;
  collapsed?: boolean;
  panels?: PanelJson[];
}

/** A variable's value and its text. */
export interface VariableChoice {
  text: string | string[];
  value: string | string[];
}

/** A dashboard variable. */
export interface VariableJson {
  name: string;
  type: string;
  label?: string | null;
  description?: string | null;
  hide?: number;
  query?: unknown;
  datasource?: DataSourceRef | null;
  current?: Partial<VariableChoice>;
  options?: Array<{ text: string; value: string }>;
  regex?: string;
  refresh?: number;
  sort?: number;
  multi?: boolean;
  includeAll?: boolean;
  allValue?: string | null;
  allowCustomValue?: boolean;
  skipUrlSync?: boolean;
  auto?: boolean;
  auto_min?: string;
  auto_count?: number;
  filters?: Array<{ key: string; operator: string; value: string }>;
}

/** A link of the dashboard, to a URL or to the dashboards that have all of its tags. */
export interface DashboardLinkJson {
  title: string;
  type: 'link' | 'dashboards';
  url?: string;
  tags?: string[];
  icon?: string;
  tooltip?: string;
  targetBlank?: boolean;
  includeVars?: boolean;
  keepTime?: boolean;
  asDropdown?: boolean;
}

/** A dashboard. */
export interface DashboardJson {
  uid: string;
  title: string;
  description?: string;
  panels?: PanelJson[];
  templating?: { list?: VariableJson[] };
  time?: { from: string; to: string };
  timepicker?: { refresh_intervals?: string[]; hidden?: boolean };
  timezone?: string;
  refresh?: string | false;
  graphTooltip?: number;
  links?: DashboardLinkJson[];
  tags?: string[];
}
