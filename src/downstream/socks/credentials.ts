import type { Read } from './read.ts';

/** Version, user name, password (RFC 1929, 2); the user name. The password is not looked at, as that of an HTTP proxy user. */
export const readCredentials = (bytes: Buffer): Read<string> => {
  const [version, nameLength] = bytes;
  if (version !== undefined && version !== 1) return 'malformed';
  if (nameLength === undefined) return 'more';
  const passwordLength = bytes[2 + nameLength];
  if (passwordLength === undefined) return 'more';
  const end = 3 + nameLength + passwordLength;
  return bytes.length < end ? 'more' : { value: bytes.toString('utf8', 2, 2 + nameLength), end };
};
