/** How many tests of a suite passed, failed and were skipped. */
const counts = (passed = 0, failed = 0, skipped = 0) => ({ passed, failed, skipped });

/** A suite that is one check: it holds or it does not. */
export const single = (code) => (code === 0 ? counts(1) : counts(0, 1));

/** From Jest's --json report; a test file that does not even load counts as one failure. */
export function fromJest(report) {
  return counts(
    report.numPassedTests,
    report.numFailedTests + report.numRuntimeErrorTestSuites,
    report.numPendingTests + report.numTodoTests
  );
}

function parse(line) {
  try {
    return JSON.parse(line);
  } catch {
    return undefined; // A build error is printed as it is, between the events.
  }
}

const OUTCOMES = { pass: 'passed', fail: 'failed', skip: 'skipped' };

/**
 * From `go test -json`: tests and subtests each count. A package that fails without a failed test (it does not
 * compile, or it panics outside one) counts as one failure.
 */
export function fromGo(text) {
  const total = counts();
  const blamed = new Set();
  const broken = new Set();
  for (const event of text.split('\n').map(parse).filter(Boolean)) {
    const outcome = OUTCOMES[event.Action];
    if (outcome && event.Test) {
      total[outcome] += 1;
      if (outcome === 'failed') {
        blamed.add(event.Package);
      }
    } else if (outcome === 'failed') {
      broken.add(event.Package);
    }
  }
  total.failed += [...broken].filter((name) => !blamed.has(name)).length;
  return total;
}

/** What a person wants to read of `go test -json` after a failure: the output of what failed. */
export function goFailures(text) {
  const events = text.split('\n').map((line) => [line, parse(line)]);
  const key = ({ Package, Test = '' }) => `${Package} ${Test}`;
  const failed = new Set(
    events.flatMap(([, event]) => (event && OUTCOMES[event.Action] === 'failed' ? [key(event)] : []))
  );
  return events
    .map(([line, event]) => {
      if (!event) {
        return line && `${line}\n`;
      }
      const isShown = event.Action === 'build-output' || (event.Action === 'output' && failed.has(key(event)));
      return isShown ? event.Output : '';
    })
    .join('');
}

/** From the summary of `node --test`, whichever of its reporters (tap, spec) this Node takes by itself. */
export function fromNodeTest(text) {
  const figure = (name) => Number(new RegExp(`^[#ℹ] ${name} (\\d+)$`, 'm').exec(text)?.[1] ?? 0);
  return counts(figure('pass'), figure('fail') + figure('cancelled'), figure('skipped') + figure('todo'));
}

/** From a last line "N passed, N failed, N skipped"; without one there is nothing to count. */
export function fromLastLine(text) {
  const found = /(\d+) passed, (\d+) failed, (\d+) skipped\s*$/.exec(text.trimEnd());
  return found ? counts(...found.slice(1).map(Number)) : counts();
}

/** A program that ends badly, or that ran nothing at all, has failed even where it counted no failure. */
export function mustSucceed(code, found) {
  const nothingRan = found.passed + found.failed + found.skipped === 0;
  return (code !== 0 || nothingRan) && found.failed === 0 ? { ...found, failed: 1 } : found;
}

/** The totals of several suites, in the words of the last line. */
export function summary(all) {
  const sum = (name) => all.reduce((total, one) => total + one[name], 0);
  return `${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`;
}
