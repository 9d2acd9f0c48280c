import assert from 'node:assert/strict';

import type { APIRequestContext } from 'playwright-core';

/** The settings of a data source, as Grafana's HTTP API holds them. */
export interface DataSource {
  uid: string;
  name: string;
  type: string;
  url: string;
  access: string;
  isDefault: boolean;
  jsonData: Record<string, unknown>;
}

/** The data source's plugin. */
export const DATASOURCE_TYPE = 'tokenpath-correlation-datasource';

/** Grafana's HTTP API, as far as the specs use it. */
export class Api {
  constructor(
    private readonly request: APIRequestContext,
    private readonly base: string
  ) {}

  /** The data sources of the plugin. */
  async dataSources(): Promise<DataSource[]> {
    const all = await this.send<DataSource[]>('get', '/api/datasources');
    return all.filter(({ type }) => type === DATASOURCE_TYPE);
  }

  /** One data source. */
  dataSource(uid: string): Promise<DataSource> {
    return this.send('get', `/api/datasources/uid/${uid}`);
  }

  /** Adds a data source. */
  async add(source: Partial<DataSource>): Promise<void> {
    await this.send('post', '/api/datasources', { access: 'proxy', jsonData: {}, type: DATASOURCE_TYPE, ...source });
  }

  /** Removes a data source that may have been left behind by a run that was cut short. */
  async removeLeftOver(uid: string): Promise<void> {
    const all = await this.dataSources();
    if (all.some((source) => source.uid === uid)) {
      await this.remove(uid);
    }
  }

  /** Removes a data source. */
  async remove(uid: string): Promise<void> {
    await this.send('delete', `/api/datasources/uid/${uid}`);
  }

  /** The titles of a dashboard's panels, by panel id. */
  async panelTitles(uid: string): Promise<Map<number, string>> {
    const answer = await this.send<{ dashboard: { panels: Array<{ id: number; title: string }> } }>(
      'get',
      `/api/dashboards/uid/${uid}`
    );
    return new Map(answer.dashboard.panels.map(({ id, title }) => [id, title]));
  }

  /** The names under which the plugin looks for a signal. */
  async metricNames(signal: string): Promise<string[]> {
    const [{ uid }] = await this.dataSources();
    const answer = await this.send<{ signals: Array<{ id: string; names?: string[] }> }>(
      'get',
      `/api/datasources/uid/${uid}/resources/signals`
    );
    return answer.signals.find(({ id }) => id === signal)?.names ?? [];
  }

  private async send<T>(method: 'get' | 'post' | 'delete', path: string, data?: unknown): Promise<T> {
    const response = await this.request[method](`${this.base}${path}`, { data });
    assert.ok(response.ok(), `${method} ${path}: ${response.status()} ${await response.text()}`);
    return (await response.json()) as T;
  }
}
