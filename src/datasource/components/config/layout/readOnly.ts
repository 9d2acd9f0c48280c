import { createContext, useContext } from 'react';

const ReadOnly = createContext(false);

/** Says whether the settings below can be changed; a provisioned data source's cannot. */
export const ReadOnlyProvider = ReadOnly.Provider;

/** Whether the settings are only shown. */
export function useReadOnly(): boolean {
  return useContext(ReadOnly);
}
