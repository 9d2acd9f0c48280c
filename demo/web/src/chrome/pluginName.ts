import { createContext } from 'react';

/** The name of the app whose page is open: the title of a page that brings none. */
export const PluginNameContext = createContext('');
