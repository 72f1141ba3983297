import { beforeAll, describe, expect, it } from 'vitest';
import { hashPassword } from '../../src/users/hash-password.ts';
import { readScryptHash, type ScryptHash } from '../../src/users/scrypt-hash.ts';
import { type Checked, Users } from '../../src/users/users.ts';

const ANNA = { name: 'anna', password: 'correct horse' };
const HERE = '10.0.0.1';
let hash: ScryptHash;

beforeAll(async () => {
  const read = readScryptHash(await hashPassword(ANNA.password, { ln: 10, r: 8, p: 1 }));
  if (typeof read === 'string') throw new Error(read);
  hash = read;
});

const opened = (most = 10) => new Users(new Map([['anna', hash]]), { most, windowMs: 30_000 });
const wrong = (i: number) => ({ ...ANNA, password: `guess ${i}` });

describe('a name and a password', () => {
  it.each([
    ['that belong together', ANNA, 'right'],
    ['where the password is another', { ...ANNA, password: 'correct horse ' }, 'wrong'],
    ['where it is empty', { ...ANNA, password: '' }, 'wrong'],
    ['where the name is another', { ...ANNA, name: 'Anna' }, 'wrong'],
    ['where the name is one of every object', { ...ANNA, name: 'constructor' }, 'wrong'],
    ['where they are split elsewhere', { name: 'annacorrect', password: ' horse' }, 'wrong'],
    ['where both are long', { name: 'a'.repeat(65_000), password: 'b'.repeat(65_000) }, 'wrong'],
  ])('%s', async (_, credentials, checked) => {
    const users = opened();
    expect(await users.check(credentials, HERE)).toBe(checked);
    // An unknown name costs what a wrong password costs.
    expect(users.stats()).toEqual({ derived: 1, refused: checked === 'right' ? 0 : 1, remembered: 1, guessing: 1 });
  });

  it('are looked at once: after that the answer is there at once, right or wrong', async () => {
    const users = opened(1);
    await Promise.all([users.check(ANNA, HERE), users.check(ANNA, HERE), users.check(ANNA, '10.0.0.2')]);
    expect([users.check(ANNA, HERE), users.stats().derived]).toEqual(['right', 1]);
    await users.check(wrong(1), '10.0.0.3');
    expect([users.check(wrong(1), '10.0.0.4'), users.stats().derived]).toEqual(['wrong', 2]);
  });
});

describe('guessing', () => {
  it('is slowed down by address: then the right one waits too, and is not looked at', async () => {
    const users = opened(3);
    await users.check(ANNA, HERE);
    for (let i = 0; i < 3; i += 1) expect(await users.check(wrong(i), HERE)).toBe('wrong');
    const { derived } = users.stats();
    for (const credentials of [wrong(9), ANNA, wrong(1)]) {
      expect(users.check(credentials, HERE)).toEqual({ retryAfterS: 30 });
    }
    expect(users.stats().derived).toBe(derived);
    expect(users.check(ANNA, '10.0.0.2')).toBe('right');
  });

  it('by many at once is no way round', async () => {
    const users = opened(3);
    const answers = await Promise.all(Array.from({ length: 20 }, (_, i) => users.check(wrong(i), HERE)));
    expect(answers.filter((answer) => answer === 'wrong')).toHaveLength(3);
    expect(users.stats().derived).toBe(3);
  });

  it('the same again and again is no guess: a phone with a stale password keeps nobody out', async () => {
    const users = opened(2);
    for (let i = 0; i < 50; i += 1) expect(await users.check(wrong(1), HERE)).toBe('wrong');
    expect([await users.check(ANNA, HERE), users.stats().derived]).toEqual(['right', 2]);
  });

  it('from many addresses fills a line that is bounded', async () => {
    const users = opened();
    const asked = Array.from({ length: 200 }, (_, i): Checked | Promise<Checked> =>
      users.check(wrong(i), `10.0.1.${i}`),
    );
    const answers = await Promise.all(asked);
    expect(answers.filter((answer) => typeof answer === 'object')).toHaveLength(200 - 66);
    expect([users.stats().derived, await users.check(ANNA, HERE)]).toEqual([66, 'right']);
  });
});
