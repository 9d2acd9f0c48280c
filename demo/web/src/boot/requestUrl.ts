function appendValue(params: URLSearchParams, key: string, value: unknown): void {
  if (value === undefined || value === null) {
    return;
  }
  for (const item of Array.isArray(value) ? value : [value]) {
    params.append(key, String(item));
  }
}

/** Adds query parameters to a URL and makes Grafana's relative `api/…` addresses absolute. */
export function requestUrl(url: string, params?: Record<string, unknown>): string {
  const absolute = /^(https?:)?\//.test(url) ? url : `/${url}`;
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(params ?? {})) {
    appendValue(query, key, value);
  }
  const text = query.toString();
  if (!text) {
    return absolute;
  }
  return absolute + (absolute.includes('?') ? '&' : '?') + text;
}
