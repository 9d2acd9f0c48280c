import { spawn } from 'node:child_process';
import { constants } from 'node:os';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const GRACE_MS = 10_000;
// npm and the terminal both deliver the same Ctrl-C, a moment apart.
const ECHO_MS = 1000;

const live = new Set();
let asked;

/** The signal that asked us to end, if one did. From then on nothing new is started. */
export const stoppedBy = () => asked?.signal;

/** Sends a signal to a child and everything it started; a child that is gone already is fine. */
export function signalGroup(child, signal) {
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') {
      throw error;
    }
  }
}

/**
 * Starts a program as the leader of its own process group. A terminal's Ctrl-C then reaches only us, once, and we
 * pass it on: neither a signal sent to us alone nor one sent to the whole terminal leaves a process behind.
 */
export function start(command, args, options = {}) {
  if (asked) {
    throw new Error(`Stopped by ${asked.signal}`);
  }
  const child = spawn(command, args, { ...options, detached: true });
  live.add(child);
  child.once('exit', () => asked && signalGroup(child, 'SIGKILL')); // What the child itself has left behind.
  child.once('close', () => live.delete(child));
  return child;
}

/** The exit code a shell would report for a child. */
export const exitCode = (code, signal) => code ?? 128 + (constants.signals[signal] ?? 0);

/**
 * Ends every child when we are asked to end: the signal first, and after ten seconds, or on a second request that
 * is not an echo of the first, SIGKILL.
 */
export function endChildrenOnSignal() {
  const kill = () => live.forEach((child) => signalGroup(child, 'SIGKILL'));
  const handle = (signal) => {
    if (!asked) {
      asked = { signal, at: Date.now() };
      live.forEach((child) => signalGroup(child, signal));
      setTimeout(kill, GRACE_MS).unref();
    } else if (Date.now() - asked.at > ECHO_MS) {
      kill();
    }
  };
  SIGNALS.forEach((signal) => process.on(signal, () => handle(signal)));
  process.on('exit', kill);
}

/** Why a program failed, with the end of what it said. */
export class CommandError extends Error {
  constructor(command, code, output) {
    super(`${command} ended with code ${code}\n${tail(output, 60)}`);
    this.name = 'CommandError';
    this.code = code;
    this.output = output;
  }
}

const tail = (text, lines) => text.trimEnd().split('\n').slice(-lines).join('\n');

/**
 * Runs a program to its end and collects what it says. Never throws: the answer has `code`, `stdout` and `output`
 * (both streams as they came).
 */
export function capture(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = start(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text) => {
      stdout += text;
      output += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text) => (output += text));
    child.once('error', (error) => resolve({ code: 127, stdout, output: `${output}${error.message}` }));
    child.once('close', (code, signal) => resolve({ code: exitCode(code, signal), stdout, output }));
  });
}

/** Runs a program to its end; throws {@link CommandError} unless it ends with 0. */
export async function run(command, args, options = {}) {
  const result = await capture(command, args, options);
  if (result.code !== 0) {
    throw new CommandError([command, ...args].join(' '), result.code, result.output);
  }
  return result;
}
