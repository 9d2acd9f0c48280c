import type { BackendSrvRequest, FetchError } from '@grafana/runtime';

interface ErrorBody {
  message?: string;
  [key: string]: unknown;
}

function errorBody(text: string, statusText: string): ErrorBody {
  try {
    const parsed: unknown = JSON.parse(text);
    if (parsed !== null && typeof parsed === 'object') {
      return parsed as ErrorBody;
    }
  } catch {
    // Not JSON: the text itself is the message.
  }
  return { message: text.trim() || statusText };
}

/** The rejection that Grafana's libraries expect of a request that was answered with an error status. */
export function toFetchError(
  answer: { status: number; statusText: string },
  text: string,
  config: BackendSrvRequest
): FetchError<ErrorBody> {
  const data = errorBody(text, answer.statusText);
  return { status: answer.status, statusText: answer.statusText, data, message: data.message, config };
}

/** The rejection of a request that was never answered. */
export function toNetworkError(cause: unknown, config: BackendSrvRequest): FetchError<ErrorBody> {
  const cancelled = cause instanceof DOMException && cause.name === 'AbortError';
  const message = cancelled ? 'Request was aborted' : 'The preview host does not answer';
  return { status: 0, statusText: message, data: { message }, message, cancelled, config };
}
