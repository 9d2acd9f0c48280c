/** Id of the app plugin, as in src/plugin.json. */
export const APP_ID = 'tokenpath-inference-app';

/** Id (type) of the nested data source, as in src/datasource/plugin.json. */
export const DATASOURCE_TYPE = 'tokenpath-correlation-datasource';

/** Uid of the dashboard "Fleet: silicon to tokens". */
export const FLEET_DASHBOARD_UID = 'tokenpath-fleet';

/** Uid of the dashboard "Latency: where a request's time goes". */
export const LATENCY_DASHBOARD_UID = 'tokenpath-latency';

/** Id of the nested panel, as in src/panels/latency/plugin.json. */
export const LATENCY_PANEL_ID = 'tokenpath-latency-panel';

/** Uid of the dashboard "KV cache". */
export const KVCACHE_DASHBOARD_UID = 'tokenpath-kvcache';

/** Id of the nested panel, as in src/panels/kvcache/plugin.json. */
export const KVCACHE_PANEL_ID = 'tokenpath-kvcache-panel';

/** Id of the nested panel, as in src/panels/tenantcost/plugin.json. */
export const TENANTCOST_PANEL_ID = 'tokenpath-tenantcost-panel';

/** Uid of the dashboard "Tenant cost and capacity". */
export const COST_DASHBOARD_UID = 'tokenpath-cost';

/** Uid of the dashboard "Panel gallery". */
export const GALLERY_DASHBOARD_UID = 'tokenpath-gallery';

/** Id of the nested panel, as in src/panels/tpbalance/plugin.json. */
export const BALANCE_PANEL_ID = 'tokenpath-tpbalance-panel';

/** Uid of the dashboard "Distributed inference". */
export const DISTRIBUTED_DASHBOARD_UID = 'tokenpath-distributed';

/** Where the documentation lives. */
export const DOCS_URL = 'https://github.com/tokenpath/tokenpath/tree/main/docs';
