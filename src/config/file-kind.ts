import { type Kind, keysAt } from './json-schema.ts';
import { isPlain } from './plain.ts';

/** Which kind of file a value comes from, told by its keys: a profile extends one; else the kind that knows more of them; `gate` where both do. */
export const fileKind = (value: unknown): Kind => {
  const keys = isPlain(value) ? Object.keys(value) : [];
  if (keys.includes('extends')) return 'profile';
  const known = (kind: Kind): number => keys.filter((key) => keysAt(kind, []).includes(key)).length;
  return known('app') > known('gate') ? 'app' : 'gate';
};
