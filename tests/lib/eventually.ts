import { setTimeout } from 'node:timers/promises';

const EVERY_MS = 100;

/**
 * Tries until it does not throw, and gives what it gave; after `timeoutMs` it throws what it threw last. For what a
 * page does in its own time: nothing here waits for a fixed while.
 */
export async function eventually<T>(attempt: () => Promise<T> | T, timeoutMs = 20_000): Promise<T> {
  const end = Date.now() + timeoutMs;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (Date.now() > end) {
        throw error;
      }
      await setTimeout(EVERY_MS);
    }
  }
}
