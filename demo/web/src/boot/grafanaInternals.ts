// Setters that Grafana's application calls at start but that @grafana/runtime does not export. They are
// imported by file, so that they act on the same module instance as the exported functions beside them.
import type { DataSourceInstanceSettings, DataSourcePluginMeta } from '@grafana/data';
import type { PluginPageType } from '@grafana/runtime';
import * as pluginPage from '../../node_modules/@grafana/runtime/dist/esm/components/PluginPage.mjs';
import * as dataSource from '../../node_modules/@grafana/runtime/dist/esm/services/dataSource/dataSource.mjs';
import * as settings from '../../node_modules/@grafana/runtime/dist/esm/services/dataSource/settings.mjs';
import type { AnyDataSourcePlugin } from './dataSourcePlugins';

/** Gives the libraries the list of data sources, so that they need no fallback. */
export const initDataSourceInstanceSettings: (
  list: Record<string, DataSourceInstanceSettings>,
  defaultName: string
) => void = settings.initDataSourceInstanceSettings;

/** Tells the libraries how a data source plugin is loaded. */
export const setDataSourcePluginImporter: (
  importer: (meta: DataSourcePluginMeta) => Promise<AnyDataSourcePlugin>
) => void = dataSource.setDataSourcePluginImporter;

/** Sets the frame around an app's pages. */
export const setPluginPage: (component: PluginPageType) => void = pluginPage.setPluginPage;
