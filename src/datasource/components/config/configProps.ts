import { type DataSourcePluginOptionsEditorProps, type DataSourceSettings } from '@grafana/data';

import { type TokenpathSecrets, type TokenpathSettings } from '../../types';

/** What Grafana hands to the config editor and to each of its sections. */
export type ConfigProps = DataSourcePluginOptionsEditorProps<TokenpathSettings, TokenpathSecrets>;

/** The data source as it is being configured. */
export type Options = DataSourceSettings<TokenpathSettings, TokenpathSecrets>;
