function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Why a request failed, in words: the backend's own sentence where there is one. */
export function reasonOf(error: unknown): string {
  const record = isRecord(error) ? error : {};
  const data = isRecord(record.data) ? record.data : {};
  return textOf(data.message) ?? textOf(record.message) ?? 'The backend did not answer.';
}
