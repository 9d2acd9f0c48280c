/** What a cell is marked for. */
export const MARKS = ['clock', 'throttle', 'temperature', 'nvlink'] as const;
export type MarkId = (typeof MARKS)[number];

/** What each mark is called in the legend. */
export const markNames: Record<MarkId, string> = {
  clock: 'Low clock',
  throttle: 'Throttled',
  temperature: 'Hot',
  nvlink: 'NVLink differs',
};
