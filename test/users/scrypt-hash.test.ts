import { describe, expect, it } from 'vitest';
import { memoryOf, readScryptHash, writeScryptHash } from '../../src/users/scrypt-hash.ts';

const SALT = 'c2FsdHNhbHQ';
const KEY = 'MDEyMzQ1Njc4OWFiY2RlZg';

it('a hash is read and written as it was', () => {
  const text = `$scrypt$ln=15,r=8,p=3$${SALT}$${KEY}`;
  const hash = readScryptHash(text);
  expect(hash).toEqual({
    cost: { ln: 15, r: 8, p: 3 },
    salt: Buffer.from('saltsalt'),
    key: Buffer.from('0123456789abcdef'),
  });
  expect(typeof hash === 'string' ? hash : writeScryptHash(hash)).toBe(text);
});

it('takes 32 MiB at the usual cost', () => {
  expect(memoryOf({ ln: 15, r: 8, p: 3 })).toBe(32 * 1024 * 1024);
});

describe('what is no hash that can be used says why', () => {
  it.each([
    ['secret', 'this is no scrypt hash'],
    ['', 'this is no scrypt hash'],
    [`$scrypt$ln=15,r=8,p=3$${SALT}$`, 'this is no scrypt hash'],
    [`$scrypt$ln=15,r=8,p=3$${SALT}==$${KEY}`, 'this is no scrypt hash'],
    [`$scrypt$r=8,ln=15,p=3$${SALT}$${KEY}`, 'this is no scrypt hash'],
    [`$scrypt$ln=015,r=8,p=3$${SALT}$${KEY}`, 'this is no scrypt hash'],
    [`$scrypt$ln=15,r=8,p=3$${SALT}$${KEY}\n`, 'this is no scrypt hash'],
    [`$argon2id$v=19$m=65536,t=2,p=1$${SALT}$${KEY}`, 'this is no scrypt hash'],
    [`$2b$10$${SALT}${KEY}`, 'this is no scrypt hash'],
    [`$scrypt$ln=9,r=8,p=1$${SALT}$${KEY}`, 'ln=9 is too cheap to guess; 10 is the least'],
    [`$scrypt$ln=19,r=8,p=1$${SALT}$${KEY}`, 'ln=19,r=8 takes more than 256 MiB for each look at a password'],
    [`$scrypt$ln=99,r=99,p=1$${SALT}$${KEY}`, 'ln=99,r=99 takes more than 256 MiB'],
    [`$scrypt$ln=15,r=8,p=17$${SALT}$${KEY}`, 'p=17 takes too long; 16 is the most'],
    [`$scrypt$ln=15,r=8,p=3$c2FsdA$${KEY}`, 'its salt has 4 bytes; 8 to 64 are wanted'],
    [`$scrypt$ln=15,r=8,p=3$${SALT}$MDEy`, 'its hash has 3 bytes; 16 to 64 are wanted'],
  ])('%s', (text, fault) => {
    expect(readScryptHash(text)).toContain(fault);
  });
});
