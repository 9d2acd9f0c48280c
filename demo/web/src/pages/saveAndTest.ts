import { DataSourceTestFailed, DataSourceTestSucceeded } from '@grafana/data';
import type { DataSourceSettings } from '@grafana/data';
import { DataSourceWithBackend, getAppEvents, getBackendSrv, getDataSourceSrv } from '@grafana/runtime';
import { messageOf } from '../chrome/usePromise';

/** What the health check said. */
export interface TestResult {
  severity: 'success' | 'error';
  message: string;
  details?: Record<string, unknown>;
  /** The settings as they are stored now; absent where they were not saved. */
  saved?: DataSourceSettings;
}

async function check(uid: string): Promise<TestResult> {
  const instance = await getDataSourceSrv().get(uid);
  if (!(instance instanceof DataSourceWithBackend)) {
    const result = await instance.testDatasource();
    return { severity: result.status === 'success' ? 'success' : 'error', message: result.message };
  }
  const result = await instance.callHealthCheck();
  return {
    severity: result?.status === 'OK' ? 'success' : 'error',
    message: result?.message ?? 'The health check did not answer',
    details: result?.details,
  };
}

/** Saves settings unless they are provisioned, and gives them as they are stored: without secrets. */
async function save(settings: DataSourceSettings): Promise<DataSourceSettings | undefined> {
  if (settings.readOnly) {
    return undefined;
  }
  const url = `/api/datasources/uid/${settings.uid}`;
  await getBackendSrv().put(url, settings);
  await getDataSourceSrv().reload();
  return getBackendSrv().get<DataSourceSettings>(url);
}

/** Saves a data source's settings and checks them, as Grafana's button does; a provisioned one is only checked. */
export async function saveAndTest(settings: DataSourceSettings): Promise<TestResult> {
  let saved: DataSourceSettings | undefined;
  try {
    saved = await save(settings);
  } catch (cause) {
    return { severity: 'error', message: `Could not save the data source: ${messageOf(cause)}` };
  }
  const result = await check(settings.uid).catch(
    (cause: unknown): TestResult => ({ severity: 'error', message: messageOf(cause) })
  );
  // As Grafana does, for what the plugin's editor wants to do after a test.
  getAppEvents().publish(result.severity === 'success' ? new DataSourceTestSucceeded() : new DataSourceTestFailed());
  return { ...result, saved };
}
