const started = Date.now();

/** Seconds as people read them: 0.4 s, 12 s, 3 min 05 s. */
export function duration(ms) {
  const seconds = ms / 1000;
  if (seconds < 10) {
    return `${seconds.toFixed(1)} s`;
  }
  if (seconds < 90) {
    return `${Math.round(seconds)} s`;
  }
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, '0')} s`;
}

/**
 * Progress lines, each with the time since the start. They go to `stream`, so that a command whose standard output
 * is read by a program can keep it clean.
 */
export function createProgress(stream = process.stdout) {
  const line = (text) => stream.write(`${duration(Date.now() - started).padStart(12)}  ${text}\n`);
  return {
    line,
    raw: (text) => stream.write(text.endsWith('\n') ? text : `${text}\n`),
    /** Runs `work` between a line at its start and one at its end; a long step says that it is still at it. */
    async step(title, work) {
      const from = Date.now();
      line(`${title} …`);
      const alive = setInterval(() => line(`${title}: still at it after ${duration(Date.now() - from)}`), 60_000);
      try {
        const result = await work();
        line(`${title}: done in ${duration(Date.now() - from)}`);
        return result;
      } catch (error) {
        line(`${title}: FAILED after ${duration(Date.now() - from)}`);
        throw error;
      } finally {
        clearInterval(alive);
      }
    },
  };
}
