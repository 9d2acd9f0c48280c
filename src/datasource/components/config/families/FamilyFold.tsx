import { Button, FieldValidationMessage } from '@grafana/ui';
import React from 'react';

import { testIds } from '../../../../shared/testIds';
import { durationError } from '../../../model/duration';
import { type ConfigProps } from '../configProps';
import { AuthFields } from '../connection/AuthFields';
import { CopyConnection } from '../connection/CopyConnection';
import { HeaderFields } from '../connection/HeaderFields';
import { HttpFields } from '../connection/HttpFields';
import { TlsFields } from '../connection/TlsFields';
import { UrlField } from '../connection/UrlField';
import { TextSetting } from '../fields/TextSetting';
import { Fold } from '../layout/Fold';
import { useWhenReleased } from '../layout/press';
import {
  endpointOf,
  type Family,
  familyOptions,
  withFamilyOptions,
  withNativeStep,
  withoutFamily,
} from '../model/families';
import { familyProblem, forwardProblem } from '../model/problems';
import { familySummary } from '../model/summaries';

import { familyTitles } from './titles';

interface Props extends ConfigProps {
  family: Family;
}

/** The store of one family: closed while it is the default one. */
export function FamilyFold({ family, options, onOptionsChange }: Props) {
  const { title, about } = familyTitles[family];
  const own = familyOptions(options, family);
  const isOwn = useWhenReleased(endpointOf(options, family) !== undefined);
  const unforwarded = useWhenReleased(forwardProblem(options, endpointOf(options, family)));
  const testId = testIds.config.family(family);
  const isTraces = family === 'traces';
  const connection = {
    options: own,
    onOptionsChange: (edited: typeof own) => onOptionsChange(withFamilyOptions(options, family, edited)),
  };
  return (
    <Fold
      title={title}
      summary={familySummary(options, family)}
      problem={familyProblem(options, family)}
      description={about}
      startOpen={isOwn}
      testId={testId}
    >
      <UrlField
        {...connection}
        placeholder={isTraces ? 'http://tempo:3200' : 'Same as default'}
        testId={`${testId}-url`}
      />
      <CopyConnection {...connection} testId={testId} />
      {!isTraces && (
        <TextSetting
          label="Native step"
          description="The scrape interval of these series. It is measured; declare it where the data do not show it, as with recording rules."
          placeholder="measured"
          width={20}
          value={options.jsonData.nativeStep?.[family]}
          check={durationError}
          onCommit={(step) => onOptionsChange(withNativeStep(options, family, step))}
          testId={`${testId}-native-step`}
        />
      )}
      {isOwn && (
        <>
          {unforwarded && <FieldValidationMessage>{unforwarded}</FieldValidationMessage>}
          <AuthFields {...connection} testId={testId} />
          <TlsFields {...connection} />
          <HeaderFields {...connection} testId={testId} />
          <HttpFields {...connection} testId={testId} />
          <Button
            variant="destructive"
            fill="outline"
            size="sm"
            data-testid={`${testId}-remove`}
            onClick={() => onOptionsChange(withoutFamily(options, family))}
          >
            {isTraces ? 'Do not look traces up' : `Read ${title} from the default endpoint`}
          </Button>
        </>
      )}
    </Fold>
  );
}
