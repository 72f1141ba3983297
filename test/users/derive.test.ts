import { expect, it } from 'vitest';
import { derive } from '../../src/users/derive.ts';

it('is scrypt (RFC 7914, 12)', async () => {
  const salt = Buffer.from('SodiumChloride');
  const key = await derive('pleaseletmein', { cost: { ln: 14, r: 8, p: 1 }, salt }, 64);
  expect(key.toString('hex')).toBe(
    '7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2d5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887',
  );
});

it('takes a letter and its accent for the letter with the accent', async () => {
  const of = { cost: { ln: 10, r: 8, p: 1 }, salt: Buffer.from('saltsalt') };
  expect(await derive('e\u0301', of, 16)).toEqual(await derive('\u00e9', of, 16));
});

it('says so where it cannot be had', async () => {
  await expect(derive('x', { cost: { ln: 0, r: 8, p: 1 }, salt: Buffer.from('saltsalt') }, 16)).rejects.toThrow();
});
