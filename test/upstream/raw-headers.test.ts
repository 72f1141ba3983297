import { describe, expect, it } from 'vitest';
import { rawHeaders } from '../../src/upstream/raw-headers.ts';

describe('raw headers', () => {
  it('are the bytes as they came, latin1', () => {
    const raw = [Buffer.from('X-Name'), Buffer.from([0xe9]), Buffer.from('x-name'), Buffer.from('2')];
    expect(rawHeaders(raw, {})).toEqual(['X-Name', 'é', 'x-name', '2']);
  });

  it('come from the parsed ones where there are no others', () => {
    expect(rawHeaders(undefined, { a: '1', 'set-cookie': ['b', 'c'] })).toEqual([
      'a',
      '1',
      'set-cookie',
      'b',
      'set-cookie',
      'c',
    ]);
  });
});
