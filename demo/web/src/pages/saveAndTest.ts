import type { DataSourceSettings } from '@grafana/data';
import { DataSourceWithBackend, getBackendSrv, getDataSourceSrv } from '@grafana/runtime';
import { messageOf } from '../chrome/usePromise';

/** What the health check said. */
export interface TestResult {
  severity: 'success' | 'error';
  message: string;
  details?: Record<string, unknown>;
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

/** Saves a data source's settings and checks them, as Grafana's button does; a provisioned one is only checked. */
export async function saveAndTest(settings: DataSourceSettings): Promise<TestResult> {
  if (!settings.readOnly) {
    try {
      await getBackendSrv().put(`/api/datasources/uid/${settings.uid}`, settings);
      await getDataSourceSrv().reload();
    } catch (cause) {
      return { severity: 'error', message: `Could not save the data source: ${messageOf(cause)}` };
    }
  }
  return check(settings.uid).catch((cause: unknown) => ({ severity: 'error', message: messageOf(cause) }));
}
