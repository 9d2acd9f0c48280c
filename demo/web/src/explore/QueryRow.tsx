import { css } from '@emotion/css';
import { CoreApp, DataSourcePluginContextProvider } from '@grafana/data';
import type { DataSourceApi, DataSourceInstanceSettings, GrafanaTheme2, PanelData, TimeRange } from '@grafana/data';
import type { DataQuery } from '@grafana/schema';
import { Alert, useStyles2 } from '@grafana/ui';

interface Props {
  dataSource: DataSourceApi;
  settings: DataSourceInstanceSettings;
  query: DataQuery;
  data: PanelData | undefined;
  range: TimeRange;
  onChange: (query: DataQuery) => void;
  onRunQuery: () => void;
}

/** The data source's own query editor, with what Explore gives it. */
export function QueryRow({ dataSource, settings, ...props }: Props) {
  const styles = useStyles2(getStyles);
  const QueryEditor = dataSource.components?.QueryEditor;
  if (!QueryEditor) {
    return <Alert severity="warning" title={`${settings.name} brings no query editor`} />;
  }
  return (
    <section className={styles.row} aria-label={`Query ${props.query.refId}`} data-testid="data-testid query-row">
      <DataSourcePluginContextProvider instanceSettings={settings}>
        <QueryEditor datasource={dataSource} queries={[props.query]} app={CoreApp.Explore} {...props} />
      </DataSourcePluginContextProvider>
    </section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  row: css({
    padding: theme.spacing(2),
    background: theme.colors.background.secondary,
    borderRadius: theme.shape.radius.default,
  }),
});
