import type { DataSourceApi, DataSourceInstanceSettings, DataSourceRef, ScopedVars } from '@grafana/data';
import { getBackendSrv, getTemplateSrv } from '@grafana/runtime';
import type { DataSourceSrv, GetDataSourceListFilters, RuntimeDataSourceRegistration } from '@grafana/runtime';
import { filterDataSources } from './dataSourceList';
import { importDataSourcePlugin } from './dataSourcePlugins';
import { initDataSourceInstanceSettings } from './grafanaInternals';

type Ref = DataSourceRef | string | null;

/** The part of Grafana's front-end settings that lists data sources. */
export interface DataSourceSettingsList {
  datasources: Record<string, DataSourceInstanceSettings>;
  defaultDatasource: string;
}

function nameOrUid(ref?: Ref): string | undefined {
  return typeof ref === 'string' ? ref : (ref?.uid ?? undefined);
}

function isNamed(item: DataSourceInstanceSettings, name: string): boolean {
  return item.uid === name || item.name === name;
}

/** DataSourceSrv over the host's settings: names, uids and variables are resolved, instances are kept. */
export class PreviewDataSourceSrv implements DataSourceSrv {
  private settings: DataSourceInstanceSettings[] = [];
  private defaultName = '';
  private readonly instances = new Map<string, Promise<DataSourceApi>>();

  constructor(list: DataSourceSettingsList) {
    this.replaceSettings(list);
  }

  async get(ref?: Ref, scopedVars?: ScopedVars): Promise<DataSourceApi> {
    const settings = this.getInstanceSettings(ref, scopedVars);
    if (!settings) {
      throw new Error(`Data source ${nameOrUid(ref) ?? 'default'} was not found`);
    }
    const uid = settings.rawRef?.uid ?? settings.uid;
    const known = this.instances.get(uid);
    if (known) {
      return known;
    }
    const instance = this.create(this.find(uid) ?? settings);
    this.instances.set(uid, instance);
    instance.catch(() => this.instances.delete(uid));
    return instance;
  }

  getList(filters: GetDataSourceListFilters = {}): DataSourceInstanceSettings[] {
    const list = filterDataSources(this.settings, filters);
    return filters.variables ? [...list, ...this.variables(filters)] : list;
  }

  getInstanceSettings(ref?: Ref, scopedVars?: ScopedVars): DataSourceInstanceSettings | undefined {
    const name = nameOrUid(ref);
    if (!name || name === 'default') {
      return this.defaultFor(typeof ref === 'object' ? ref?.type : undefined);
    }
    if (!name.includes('$')) {
      return this.find(name);
    }
    // The first value counts where a variable has several, as in Grafana.
    const value = getTemplateSrv().replace(name, scopedVars, (v: unknown) => (Array.isArray(v) ? v[0] : v));
    const found = value === 'default' ? this.defaultFor() : this.find(value);
    return found && { ...found, isDefault: false, name, uid: name, rawRef: { type: found.type, uid: found.uid } };
  }

  async reload(): Promise<void> {
    this.replaceSettings(await getBackendSrv().get('/api/frontend/settings'));
  }

  registerRuntimeDataSource(entry: RuntimeDataSourceRegistration): void {
    this.instances.set(entry.dataSource.uid, Promise.resolve(entry.dataSource));
  }

  private replaceSettings(list: DataSourceSettingsList): void {
    this.settings = Object.values(list.datasources ?? {});
    this.defaultName = list.defaultDatasource ?? '';
    this.instances.clear();
    initDataSourceInstanceSettings(list.datasources ?? {}, this.defaultName);
  }

  private find(name: string): DataSourceInstanceSettings | undefined {
    return this.settings.find((item) => isNamed(item, name));
  }

  private defaultFor(type?: string): DataSourceInstanceSettings | undefined {
    const candidates = type ? this.settings.filter((item) => item.type === type) : this.settings;
    return candidates.find((item) => item.isDefault || isNamed(item, this.defaultName)) ?? candidates[0];
  }

  private variables(filters: GetDataSourceListFilters): DataSourceInstanceSettings[] {
    return getTemplateSrv()
      .getVariables()
      .filter((variable) => variable.type === 'datasource')
      .map((variable) => this.getInstanceSettings(`\${${variable.name}}`))
      .filter((item) => item !== undefined)
      .filter((item) => filterDataSources([item], filters).length > 0);
  }

  private async create(settings: DataSourceInstanceSettings): Promise<DataSourceApi> {
    const plugin = await importDataSourcePlugin(settings.meta);
    const instance = new plugin.DataSourceClass(settings);
    instance.components = plugin.components;
    instance.meta = settings.meta;
    return instance;
  }
}
