// Grafana's bundled files carry no types of their own; grafanaInternals.ts gives each name its type.
declare module '*/PluginPage.mjs' {
  export const setPluginPage: never;
}
declare module '*/dataSource.mjs' {
  export const setDataSourcePluginImporter: never;
}
declare module '*/settings.mjs' {
  export const initDataSourceInstanceSettings: never;
}
