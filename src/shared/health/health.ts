import { getBackendSrv, isFetchError } from '@grafana/runtime';
import { lastValueFrom } from 'rxjs';

import { type HealthDetails } from '../types.gen';

/** What a data source's health check said. */
export interface Health {
  ok: boolean;
  message: string;
  details?: HealthDetails;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isDetails(value: unknown): value is HealthDetails {
  return isRecord(value) && isRecord(value.devices) && isRecord(value.replicas);
}

/** Reads the body of a health answer; a failed check has the same body with another status. */
export function parseHealth(body: unknown): Health | undefined {
  if (!isRecord(body) || typeof body.status !== 'string') {
    return undefined;
  }
  const details = isDetails(body.details) ? body.details : undefined;
  return { ok: body.status.toUpperCase() === 'OK', message: String(body.message ?? ''), details };
}

/** Asks for a data source's health. A check that fails is an answer; only the words of a broken connection are made here. */
export async function fetchHealth(uid: string): Promise<Health> {
  try {
    const url = `/api/datasources/uid/${encodeURIComponent(uid)}/health`;
    const response = await lastValueFrom(getBackendSrv().fetch({ url, showErrorAlert: false }));
    return parseHealth(response.data) ?? { ok: false, message: 'The health check gave no answer that can be read.' };
  } catch (error) {
    const body: unknown = isFetchError(error) ? error.data : undefined;
    return parseHealth(body) ?? { ok: false, message: reason(error, body) };
  }
}

function reason(error: unknown, body: unknown): string {
  for (const source of [body, error]) {
    if (isRecord(source) && typeof source.message === 'string' && source.message) {
      return source.message;
    }
  }
  return 'Grafana could not run the health check.';
}
