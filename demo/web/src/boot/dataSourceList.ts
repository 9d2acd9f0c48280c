import { matchPluginId } from '@grafana/data';
import type { DataSourceInstanceSettings } from '@grafana/data';
import type { GetDataSourceListFilters } from '@grafana/runtime';

type Check = (item: DataSourceInstanceSettings, filters: GetDataSourceListFilters) => boolean;

const CAPABILITIES = ['metrics', 'logs', 'tracing', 'annotations', 'alerting'] as const;

const hasCapabilities: Check = (item, filters) => CAPABILITIES.every((name) => !filters[name] || item.meta[name]);

const isQueryable: Check = (item, filters) => filters.all || CAPABILITIES.some((name) => item.meta[name]);

const isOfType: Check = (item, filters) => {
  if (!filters.type) {
    return true;
  }
  return Array.isArray(filters.type) ? filters.type.includes(item.type) : item.type === filters.type;
};

const isOfPlugin: Check = (item, filters) => !filters.pluginId || matchPluginId(filters.pluginId, item.meta);

const passesOwnFilter: Check = (item, filters) => !filters.filter || filters.filter(item);

const checks: Check[] = [hasCapabilities, isQueryable, isOfType, isOfPlugin, passesOwnFilter];

/** The data sources that pass Grafana's list filters, by name. */
export function filterDataSources(
  all: DataSourceInstanceSettings[],
  filters: GetDataSourceListFilters = {}
): DataSourceInstanceSettings[] {
  return all
    .filter((item) => checks.every((check) => check(item, filters)))
    .sort((a, b) => a.name.localeCompare(b.name));
}
