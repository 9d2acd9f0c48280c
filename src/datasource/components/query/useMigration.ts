import { useEffect, useRef, useState } from 'react';

import { type TokenpathDataSource } from '../../datasource';
import { migrated, needsMigration } from '../../model/migrate';
import { reasonOf } from '../../model/reason';
import { type TokenpathQuery } from '../../types';

/** What became of an old query. */
export interface Migration {
  notes: string[];
  /** Why it is still as it was, in words. */
  error?: string;
}

const NOTHING: Migration = { notes: [] };

/**
 * Has the backend bring a query of an older version to the current one, once for each such query. A failure changes
 * nothing: the backend understands the old form when it is asked, too.
 */
export function useMigration(
  datasource: TokenpathDataSource,
  stored: TokenpathQuery,
  onMigrated: (query: TokenpathQuery) => void
): Migration {
  const [state, setState] = useState<Migration>(NOTHING);
  const latest = useRef({ stored, onMigrated });
  useEffect(() => {
    latest.current = { stored, onMigrated };
  });
  const old = needsMigration(stored) ? JSON.stringify(stored) : undefined;

  useEffect(() => {
    let current = true;
    const settle = (next: Migration) => current && setState(next);
    if (old) {
      datasource.migrate(JSON.parse(old)).then(
        ({ query, notes }) => {
          settle({ notes: notes ?? [] });
          if (current) {
            latest.current.onMigrated(migrated(latest.current.stored, query));
          }
        },
        (error: unknown) => settle({ notes: [], error: reasonOf(error) })
      );
    }
    return () => {
      current = false;
    };
  }, [datasource, old]);

  return state;
}
