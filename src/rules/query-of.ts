import type { ParameterFacts } from '../model/facts.ts';
import { parametersOf } from './parameters-of.ts';

/** What the query of a path or a URL shows; null: it has none. */
export const queryOf = (path: string): ParameterFacts | null => {
  const at = path.indexOf('?');
  const [query = ''] = at < 0 ? [] : path.slice(at + 1).split('#', 1);
  return query === '' ? null : parametersOf(query);
};
