import { InlineField, MultiCombobox } from '@grafana/ui';
import React, { useId } from 'react';

import { testIds } from '../../../../shared/testIds';
import { type AnswerField } from '../../../model/answerField';
import { type TokenpathQuery } from '../../../types';
import { widthFor } from '../../fields/widthFor';

interface Props {
  query: TokenpathQuery;
  /** The figures that there are, in the order of the answer. */
  known: AnswerField[];
  onChange: (patch: Partial<TokenpathQuery>) => void;
}

/** Which figures of an answer are wanted. */
export function AnswerFields({ query, known, onChange }: Props) {
  const id = useId();
  return (
    <InlineField label="Fields" tooltip="Which figures the answer holds; all of them where none is chosen.">
      <MultiCombobox
        id={id}
        width="auto"
        minWidth={widthFor(query.fields)}
        maxWidth={90}
        options={known}
        value={query.fields ?? []}
        onChange={(chosen) =>
          onChange({
            fields: inOrder(
              chosen.map(({ value }) => value),
              known
            ),
          })
        }
        isClearable
        placeholder="All fields"
        data-testid={testIds.query.fields}
      />
    </InlineField>
  );
}

// In the order of the answer, whatever the order of choosing; undefined where none is chosen.
function inOrder(chosen: string[], known: AnswerField[]): string[] | undefined {
  const first = known.map(({ value }) => value).filter((id) => chosen.includes(id));
  const all = [...first, ...chosen.filter((id) => !first.includes(id))];
  return all.length > 0 ? all : undefined;
}
