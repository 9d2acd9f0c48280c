import { type DataFrame, type QueryResultMetaNotice } from '@grafana/data';

const BULLET = '• ';

/** Several sentences as one text that can be read; one stays what it is. */
function asOne(texts: string[]): string {
  return texts.length > 1 ? texts.map((text) => `${BULLET}${text}`).join(' ') : texts[0];
}

/** One notice of each severity with all that they say: a panel's header shows the last of a severity and no other. */
export function joinNotices(notices: QueryResultMetaNotice[]): QueryResultMetaNotice[] {
  const severities = [...new Set(notices.map(({ severity }) => severity))];
  return severities.map((severity) => {
    const same = notices.filter((notice) => notice.severity === severity);
    return { ...same[0], text: asOne([...new Set(same.map(({ text }) => text))]) };
  });
}

/** The frame with its notices joined by severity. */
export function withJoinedNotices(frame: DataFrame): DataFrame {
  const notices = frame.meta?.notices;
  return notices && notices.length > 1 ? { ...frame, meta: { ...frame.meta, notices: joinNotices(notices) } } : frame;
}
