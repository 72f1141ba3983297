import type { Credentials } from '../../users/users.ts';
import type { Read } from './read.ts';

/** Version, user name, password (RFC 1929, 2). */
export const readCredentials = (bytes: Buffer): Read<Credentials> => {
  const [version, nameLength] = bytes;
  if (version !== undefined && version !== 1) return 'malformed';
  if (nameLength === undefined) return 'more';
  const passwordLength = bytes[2 + nameLength];
  if (passwordLength === undefined) return 'more';
  const end = 3 + nameLength + passwordLength;
  if (bytes.length < end) return 'more';
  const text = (from: number, to: number) => bytes.toString('utf8', from, to);
  return { value: { name: text(2, 2 + nameLength), password: text(3 + nameLength, end) }, end };
};
