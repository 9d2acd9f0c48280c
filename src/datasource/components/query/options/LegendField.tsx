import React, { useMemo } from 'react';

import { testIds } from '../../../../shared/testIds';
import { addToLegend, legendError, legendNames } from '../../../model/legend';
import { type TokenpathQuery } from '../../../types';
import { InlineText } from '../../fields/InlineText';
import { InsertHelp } from '../../fields/InsertHelp';

interface Props {
  query: TokenpathQuery;
  onChange: (patch: Partial<TokenpathQuery>) => void;
}

/** How series are named, with the labels that they have. */
export function LegendField({ query, onChange }: Props) {
  const legend = query.legend ?? '';
  const items = useMemo(
    () =>
      legendNames(query).map((name) => ({
        text: `{{${name}}}`,
        gives: name === 'operand' ? 'the name of the operand or field' : `the value of ${name}`,
        insert: name,
      })),
    [query]
  );

  return (
    <>
      <InlineText
        label="Legend"
        tooltip="Names of the series: {{pod}} is a label's value, {{operand}} the operand's name. Empty names them by all labels."
        value={legend}
        onCommit={(text) => onChange({ legend: text || undefined })}
        placeholder="{{pod}} {{operand}}"
        width={24}
        invalid={Boolean(legendError(legend, query))}
        testId={testIds.query.legend}
      />
      <InsertHelp
        label="Labels"
        title="Labels of the answer"
        items={items}
        onInsert={(name) => onChange({ legend: addToLegend(legend, name) })}
        testId={testIds.query.legendHelp}
      />
    </>
  );
}
