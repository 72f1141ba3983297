import { expect, it } from 'vitest';
import { hashPassword } from '../../src/users/hash-password.ts';
import { itNeeds } from '../support/needs.ts';
import { run } from '../support/run.ts';

const CHECK = `
import base64, hashlib, sys
_, _, cost, salt, key = sys.argv[1].split('$')
ln, r, p = (int(part.split('=')[1]) for part in cost.split(','))
raw = lambda text: base64.b64decode(text + '=' * (-len(text) % 4))
made = hashlib.scrypt(sys.argv[2].encode(), salt=raw(salt), n=2**ln, r=r, p=p, maxmem=2**28, dklen=len(raw(key)))
print(made == raw(key))`;

itNeeds('python3')('another implementation takes the hash for that of the password, and of no other', async () => {
  const hash = await hashPassword('päss wörd');
  expect(hash).toMatch(/^\$scrypt\$ln=15,r=8,p=3\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
  const says = async (password: string) => (await run('/usr/bin/python3', ['-c', CHECK, hash, password])).stdout.trim();
  expect([await says('päss wörd'), await says('pass word')]).toEqual(['True', 'False']);
});

it('no two hashes of one password are the same', async () => {
  const cheap = { ln: 10, r: 8, p: 1 };
  expect(await hashPassword('x', cheap)).not.toBe(await hashPassword('x', cheap));
});
