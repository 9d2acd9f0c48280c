import React from 'react';

import { type ConfigProps } from '../configProps';
import { Group } from '../layout/Group';
import { FAMILIES } from '../model/families';

import { FamilyFold } from './FamilyFold';

/** Stores of families that are not in the default one. */
export function FamiliesSection(props: ConfigProps) {
  return (
    <Group
      title="Stores of families"
      description="Where GPU, engine, Kubernetes, cost or gateway series live in another store. Each has its own authentication; nothing of the default endpoint’s is sent there. When one does not answer, the others still do, and the answer says which side is missing."
    >
      {FAMILIES.map((family) => (
        <FamilyFold key={family} family={family} {...props} />
      ))}
    </Group>
  );
}
