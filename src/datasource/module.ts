import { DataSourcePlugin } from '@grafana/data';

import { ConfigEditor } from './components/config/ConfigEditor';
import { QueryEditor } from './components/query/QueryEditor';
import { QueryEditorHelp } from './components/query/QueryEditorHelp';
import { TokenpathDataSource } from './datasource';
import { type TokenpathQuery, type TokenpathSecrets, type TokenpathSettings } from './types';

// A nested plugin cannot load chunks of its own (they are emitted beside the app's), so nothing here is lazy.
export const plugin = new DataSourcePlugin<TokenpathDataSource, TokenpathQuery, TokenpathSettings, TokenpathSecrets>(
  TokenpathDataSource
)
  .setConfigEditor(ConfigEditor)
  .setQueryEditor(QueryEditor)
  .setQueryEditorHelp(QueryEditorHelp);
