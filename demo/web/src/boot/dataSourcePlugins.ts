import type { DataSourceApi, DataSourcePlugin, DataSourcePluginMeta } from '@grafana/data';
import { importModule } from './systemLoader';

/** A data source plugin, whatever its query and options are. */
export type AnyDataSourcePlugin = DataSourcePlugin<DataSourceApi>;

const loaded = new Map<string, Promise<AnyDataSourcePlugin>>();

async function load(meta: DataSourcePluginMeta): Promise<AnyDataSourcePlugin> {
  if (!meta.module) {
    throw new Error(`${meta.name || meta.id} is not available in the preview`);
  }
  const exported = await importModule(meta.module);
  const plugin: AnyDataSourcePlugin | undefined = exported.plugin;
  if (!plugin) {
    throw new Error(`${meta.id}: its module exports no plugin`);
  }
  plugin.meta = meta;
  return plugin;
}

/** Loads a data source plugin once. */
export function importDataSourcePlugin(meta: DataSourcePluginMeta): Promise<AnyDataSourcePlugin> {
  const known = loaded.get(meta.id);
  if (known) {
    return known;
  }
  const plugin = load(meta);
  loaded.set(meta.id, plugin);
  // A failed load may be tried again after a rebuild of the plugin.
  plugin.catch(() => loaded.delete(meta.id));
  return plugin;
}
