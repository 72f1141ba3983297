import { describe, expect, it } from 'vitest';
import { guessApi } from '../../src/downstream/api-guess.ts';

const JSON_TYPE = 'application/json';
describe('which API a request comes from', () => {
  it.each([
    [
      'an upgrade',
      { method: 'GET', upgrade: 'websocket', contentType: null, label: 'request' },
      'connectSocket',
      'certain',
    ],
    [
      'a label',
      { method: 'GET', upgrade: null, contentType: JSON_TYPE, label: 'downloadFile' },
      'downloadFile',
      'certain',
    ],
    [
      'a label in another case',
      { method: 'GET', upgrade: null, contentType: null, label: 'UPLOADFILE' },
      'uploadFile',
      'certain',
    ],
    [
      'a label that names none',
      { method: 'POST', upgrade: null, contentType: JSON_TYPE, label: 'x' },
      'request',
      'likely',
    ],
    [
      'a POST of a form with files',
      { method: 'POST', upgrade: null, contentType: 'multipart/form-data; boundary=x', label: null },
      'uploadFile',
      'likely',
    ],
    [
      'a PUT of the same',
      { method: 'PUT', upgrade: null, contentType: 'multipart/form-data', label: null },
      'request',
      'likely',
    ],
    ['JSON even on GET', { method: 'GET', upgrade: null, contentType: JSON_TYPE, label: null }, 'request', 'likely'],
    ['a POST without a type', { method: 'POST', upgrade: null, contentType: null, label: null }, 'request', 'likely'],
    [
      'a GET without a type',
      { method: 'GET', upgrade: null, contentType: null, label: null },
      'downloadFile',
      'unknown',
    ],
    [
      'a HEAD without a type',
      { method: 'HEAD', upgrade: null, contentType: null, label: null },
      'downloadFile',
      'unknown',
    ],
  ] as const)('%s', (_, traits, api, sure) => {
    const guess = guessApi(traits);
    expect([guess.candidates[0], guess.sure]).toEqual([api, sure]);
  });

  it('a GET without a type may be a request as well', () => {
    expect(guessApi({ method: 'GET', upgrade: null, contentType: null, label: null }).candidates).toContain('request');
  });
});
