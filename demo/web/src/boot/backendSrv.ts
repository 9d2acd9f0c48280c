import type { BackendSrv, BackendSrvRequest, FetchResponse } from '@grafana/runtime';
import { lastValueFrom, Observable } from 'rxjs';
import { toFetchError, toNetworkError } from './fetchError';
import { requestUrl } from './requestUrl';

type Options = Partial<BackendSrvRequest>;

function requestInit(request: BackendSrvRequest, signal: AbortSignal): RequestInit {
  const method = request.method ?? 'GET';
  const headers: Record<string, string> = { Accept: 'application/json, text/plain, */*', ...request.headers };
  const init: RequestInit = { method, headers, signal };
  if (request.data !== undefined && method !== 'GET') {
    const plain = typeof request.data === 'string' || request.data instanceof Blob;
    headers['Content-Type'] ??= plain ? 'text/plain' : 'application/json';
    init.body = plain ? request.data : JSON.stringify(request.data);
  }
  return init;
}

function parseBody(text: string, responseType: BackendSrvRequest['responseType']): unknown {
  if (responseType === 'text') {
    return text;
  }
  try {
    return text === '' ? {} : JSON.parse(text);
  } catch {
    return text;
  }
}

async function readBody(answer: Response, request: BackendSrvRequest): Promise<unknown> {
  if (request.responseType === 'blob') {
    return answer.blob();
  }
  if (request.responseType === 'arraybuffer') {
    return answer.arrayBuffer();
  }
  return parseBody(await answer.text(), request.responseType);
}

/** BackendSrv on the browser's fetch: enough of Grafana's for plugins, without alerts and retries. */
export class PreviewBackendSrv implements BackendSrv {
  private readonly running = new Map<string, AbortController>();

  fetch<T>(request: BackendSrvRequest): Observable<FetchResponse<T>> {
    return new Observable<FetchResponse<T>>((subscriber) => {
      const abort = this.register(request);
      this.send<T>(request, abort.signal).then(
        (response) => {
          subscriber.next(response);
          subscriber.complete();
        },
        (error: unknown) => subscriber.error(error)
      );
      return () => abort.abort();
    });
  }

  chunked(request: BackendSrvRequest): Observable<FetchResponse<Uint8Array | undefined>> {
    return this.fetch<Uint8Array | undefined>({ ...request, responseType: 'arraybuffer' });
  }

  request<T = unknown>(request: BackendSrvRequest): Promise<T> {
    return lastValueFrom(this.fetch<T>(request)).then((response) => response.data);
  }

  datasourceRequest<T = unknown>(request: BackendSrvRequest): Promise<FetchResponse<T>> {
    return lastValueFrom(this.fetch<T>(request));
  }

  get<T>(url: string, params?: Record<string, unknown>, requestId?: string, options?: Options): Promise<T> {
    return this.request<T>({ ...options, method: 'GET', url, params, requestId });
  }

  delete<T>(url: string, data?: unknown, options?: Options): Promise<T> {
    return this.request<T>({ ...options, method: 'DELETE', url, data });
  }

  post<T>(url: string, data?: unknown, options?: Options): Promise<T> {
    return this.request<T>({ ...options, method: 'POST', url, data });
  }

  patch<T>(url: string, data?: unknown, options?: Options): Promise<T> {
    return this.request<T>({ ...options, method: 'PATCH', url, data });
  }

  put<T>(url: string, data?: unknown, options?: Options): Promise<T> {
    return this.request<T>({ ...options, method: 'PUT', url, data });
  }

  /** A newer request with the same id replaces the running one, as in Grafana. */
  private register(request: BackendSrvRequest): AbortController {
    const abort = new AbortController();
    request.abortSignal?.addEventListener('abort', () => abort.abort());
    if (request.requestId) {
      this.running.get(request.requestId)?.abort();
      this.running.set(request.requestId, abort);
    }
    return abort;
  }

  private async send<T>(request: BackendSrvRequest, signal: AbortSignal): Promise<FetchResponse<T>> {
    const url = requestUrl(request.url, request.params);
    const answer = await fetch(url, requestInit(request, signal)).catch((cause: unknown) => {
      throw toNetworkError(cause, request);
    });
    if (!answer.ok) {
      throw toFetchError(answer, await answer.text(), request);
    }
    const data = (await readBody(answer, request)) as T;
    const { status, statusText, ok, headers, redirected, type } = answer;
    return { data, status, statusText, ok, headers, redirected, type, url: answer.url, config: request };
  }
}
