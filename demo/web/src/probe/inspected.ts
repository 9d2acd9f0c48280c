import type { VizPanel } from '@grafana/scenes';
import { BehaviorSubject } from 'rxjs';

/** The panel whose data the inspector shows. */
export const inspected = new BehaviorSubject<VizPanel | undefined>(undefined);

/** Opens the inspector for a panel. */
export function inspectPanel(panel: VizPanel): void {
  inspected.next(panel);
}

/** Closes the inspector. */
export function closeInspector(): void {
  inspected.next(undefined);
}
