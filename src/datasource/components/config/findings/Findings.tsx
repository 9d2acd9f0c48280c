import React from 'react';

import { testIds } from '../../../../shared/testIds';
import { ConnectionFacts } from '../../../../shared/health/ConnectionFacts';
import { type Health } from '../../../../shared/health/health';
import { NextSteps } from '../../../../shared/health/NextSteps';
import { type Options } from '../configProps';

import { advice } from './advice';
import { Endpoints } from './Endpoints';
import { ReadOn } from './ReadOn';
import { useTestResult } from './useTestResult';
import { Group } from '../layout/Group';

interface Props {
  options: Options;
}

const BEFORE =
  'Save & test asks every store and says what it found: GPUs, replicas, engines, prices, and how many GPUs have a known owner.';

function headline(health: Health | undefined): string {
  if (!health) {
    return BEFORE;
  }
  const found = health.details && health.details.devices.total > 0 ? ' What the others hold is below.' : '';
  return health.ok ? 'The last test found:' : `The last test failed.${found}`;
}

/** What the last test found, and what to do next. */
export function Findings({ options }: Props) {
  const health = useTestResult(options.uid);
  return (
    <div data-testid={testIds.config.findings}>
      <Group title="Next" description={headline(health)}>
        {health && <Found health={health} options={options} />}
        <ReadOn />
      </Group>
    </div>
  );
}

function Found({ health, options }: Props & { health: Health }) {
  const { details } = health;
  if (!details) {
    return health.ok ? null : <Complaint problem={health.message} />;
  }
  const isAny = details.devices.total + details.replicas.total > 0;
  return (
    <>
      {details.endpoints && <Endpoints endpoints={details.endpoints} options={options} />}
      {isAny && <ConnectionFacts details={details} />}
      {isAny && details.next_steps && <NextSteps steps={details.next_steps} />}
    </>
  );
}

function Complaint({ problem }: { problem: string }) {
  return (
    <p role="alert">
      {problem} {advice(problem)}
    </p>
  );
}
