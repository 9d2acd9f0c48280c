import { getTemplateSrv, locationService } from '@grafana/runtime';

import { type VariableChoice } from '../model/variables';

/** The names of the dashboard's variables. */
export const knownVariables = (): string[] =>
  getTemplateSrv()
    .getVariables()
    .map(({ name }) => name);

/** Sets variables in the address, from where the dashboard takes them; "back" undoes it. */
export function chooseVariables(choices: VariableChoice[]): void {
  locationService.partial(Object.fromEntries(choices.map(({ name, value }) => [`var-${name}`, value])));
}
