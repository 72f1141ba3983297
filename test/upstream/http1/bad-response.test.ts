import { expect, it } from 'vitest';
import { badResponse, headersOverflow } from '../../../src/upstream/http1/bad-response.ts';

it('has a code for the program and a sentence for the reader', () => {
  expect(badResponse('garbage')).toMatchObject({ code: 'BAD_RESPONSE', message: 'garbage' });
  expect(headersOverflow(64)).toMatchObject({ code: 'HEADERS_OVERFLOW', message: expect.stringContaining('64 bytes') });
});
