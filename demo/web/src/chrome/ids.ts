/** The app whose dist the host serves. */
export const APP_ID = 'tokenpath-inference-app';

/** The app's data source. */
export const DATA_SOURCE_TYPE = 'tokenpath-correlation-datasource';

/** The address of the app's pages. */
export const APP_ROOT = `/a/${APP_ID}`;
