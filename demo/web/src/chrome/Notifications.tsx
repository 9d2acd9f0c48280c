import { css } from '@emotion/css';
import { AppEvents, BusEventWithPayload } from '@grafana/data';
import type { AppEvent, GrafanaTheme2 } from '@grafana/data';
import { getAppEvents } from '@grafana/runtime';
import { Alert, Portal, useStyles2 } from '@grafana/ui';
import type { AlertVariant } from '@grafana/ui';
import { useEffect, useState } from 'react';

interface Notice {
  id: number;
  severity: AlertVariant;
  title: string;
  text?: string;
}

const SHOWN_MS = 5000;

const KINDS: Array<[AppEvent<unknown[]>, AlertVariant]> = [
  [AppEvents.alertSuccess, 'success'],
  [AppEvents.alertWarning, 'warning'],
  [AppEvents.alertInfo, 'info'],
  [AppEvents.alertError, 'error'],
];

/** The bus knows events by class; Grafana's announcements have a name only. */
function announcementOf(name: string) {
  return class extends BusEventWithPayload<unknown[]> {
    static type = name;
  };
}

let nextId = 1;

/** What pages and plugins announce through Grafana's application events. */
export function Notifications() {
  const styles = useStyles2(getStyles);
  const [notices, setNotices] = useState<Notice[]>([]);
  useEffect(() => {
    const drop = (id: number) => setNotices((all) => all.filter((notice) => notice.id !== id));
    const show = (severity: AlertVariant, [title, text]: unknown[]) => {
      const id = nextId++;
      setNotices((all) => [...all, { id, severity, title: String(title), text: text ? String(text) : undefined }]);
      setTimeout(() => drop(id), SHOWN_MS);
    };
    const bus = getAppEvents();
    const subscriptions = KINDS.map(([{ name }, severity]) =>
      bus.getStream(announcementOf(name)).subscribe((event) => show(severity, event.payload))
    );
    return () => subscriptions.forEach((subscription) => subscription.unsubscribe());
  }, []);
  return (
    <Portal>
      <div className={styles.stack}>
        {notices.map(({ id, severity, title, text }) => (
          <Alert
            key={id}
            severity={severity}
            title={title}
            elevated={true}
            onRemove={() => setNotices((all) => all.filter((notice) => notice.id !== id))}
          >
            {text}
          </Alert>
        ))}
      </div>
    </Portal>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  stack: css({
    position: 'fixed',
    top: theme.spacing(6),
    right: theme.spacing(2),
    width: 400,
    maxWidth: '90vw',
    zIndex: theme.zIndex.portal,
  }),
});
