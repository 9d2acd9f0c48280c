import { isFetchError } from '@grafana/runtime';

/** Why there is no report. */
export type FailureKind = 'permission' | 'not-found' | 'settings' | 'store' | 'backend' | 'offline' | 'unreadable';

/** A request that brought no report. */
export interface Failure {
  kind: FailureKind;
  /** What the other side said, in its own words; empty where it said nothing. */
  detail: string;
}

/** What a failure is called, what it means, and what helps beside trying again. */
export interface FailureText {
  title: string;
  text: string;
  /** Whether the settings of the data source are the place to look. */
  settings: boolean;
}

const texts: Record<FailureKind, FailureText> = {
  permission: {
    title: 'The doctor needs the role Editor or Admin',
    text: 'Its report lists what the store holds: systems, metric names, labels and how many targets there are. Ask an administrator of this Grafana for the role Editor, or somebody who has it for the report. Dashboards and Home work without it.',
    settings: false,
  },
  'not-found': {
    title: 'This data source has no doctor',
    text: 'It is not there any more, or its backend is of an older version than this page. Reload the page; if that does not help, restart Grafana after the update of the plugin.',
    settings: false,
  },
  settings: {
    title: 'The data source cannot be asked as it is set up',
    text: 'Something in its settings, or in the time range, is not what it may be.',
    settings: true,
  },
  store: {
    title: 'The store did not answer',
    text: 'The data source reached for its store and failed. Its settings say where it looks and how it signs in.',
    settings: true,
  },
  backend: {
    title: 'The data source failed to examine the store',
    text: 'This is the fault of the plugin or of the Grafana server that runs it. The server’s log says more.',
    settings: false,
  },
  offline: {
    title: 'Grafana did not answer',
    text: 'The connection broke before there was an answer.',
    settings: false,
  },
  unreadable: {
    title: 'The answer is no report',
    text: 'Something between this page and the backend answered in its place, or the two are of different versions. Reload the page.',
    settings: false,
  },
};

/** The words for a failure. */
export function failureText(kind: FailureKind): FailureText {
  return texts[kind];
}

function kindOf(status: number): FailureKind {
  if (status === 401 || status === 403) {
    return 'permission';
  }
  if (status === 404) {
    return 'not-found';
  }
  if (status === 400 || status === 422) {
    return 'settings';
  }
  return kindOfServerFault(status);
}

function kindOfServerFault(status: number): FailureKind {
  if (status === 502 || status === 504) {
    return 'store';
  }
  return status >= 400 ? 'backend' : 'offline';
}

/** What went wrong, from what the request threw. */
export function failureOf(error: unknown): Failure {
  if (isFetchError(error)) {
    return { kind: kindOf(error.status), detail: String(error.data?.message ?? error.statusText ?? '') };
  }
  return { kind: 'offline', detail: error instanceof Error ? error.message : '' };
}
