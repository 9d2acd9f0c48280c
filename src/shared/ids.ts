/** Id of the app plugin, as in src/plugin.json. */
export const APP_ID = 'tokenpath-inference-app';

/** Id (type) of the nested data source, as in src/datasource/plugin.json. */
export const DATASOURCE_TYPE = 'tokenpath-correlation-datasource';

/** Uid of the dashboard "Fleet: silicon to tokens". */
export const FLEET_DASHBOARD_UID = 'tokenpath-fleet';

/** Where the documentation lives. */
export const DOCS_URL = 'https://github.com/tokenpath/tokenpath/tree/main/docs';
