import { type EventKind } from '../../shared/types.gen';

/** The kinds of events, as a list to choose from. */
export const eventKinds: Array<{ value: EventKind; label: string; description: string }> = [
  { value: 'ownership', label: 'Ownership change', description: 'A GPU passes from one pod to another, or to none' },
  { value: 'pod-start', label: 'Pod start', description: 'A replica begins to be there' },
  { value: 'pod-restart', label: 'Pod restart', description: 'A container was started again' },
  { value: 'xid', label: 'XID error', description: 'The NVIDIA driver reported an error' },
  { value: 'throttle', label: 'Throttling', description: 'A GPU ran slower than it could' },
  { value: 'preemption-storm', label: 'Preemption storm', description: 'A replica preempted requests at every step' },
];

/** The kinds a query asks for, in words; all where it names none. */
export function kindsText(kinds: EventKind[] | undefined): string {
  const chosen = eventKinds.filter(({ value }) => kinds?.includes(value));
  return chosen.length === 0 ? 'all events' : chosen.map(({ label }) => label.toLowerCase()).join(', ');
}
