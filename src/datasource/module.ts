import { DataSourcePlugin } from '@grafana/data';

import { LazyConfigEditor } from './components/config/LazyConfigEditor';
import { QueryEditor } from './components/query/QueryEditor';
import { QueryEditorHelp } from './components/query/QueryEditorHelp';
import { TokenpathDataSource } from './datasource';
import { chunkFolder } from './publicPath';
import { type TokenpathQuery, type TokenpathSecrets, type TokenpathSettings } from './types';

__webpack_public_path__ = chunkFolder(__webpack_public_path__);

export const plugin = new DataSourcePlugin<TokenpathDataSource, TokenpathQuery, TokenpathSettings, TokenpathSecrets>(
  TokenpathDataSource
)
  .setConfigEditor(LazyConfigEditor)
  .setQueryEditor(QueryEditor)
  .setQueryEditorHelp(QueryEditorHelp);
