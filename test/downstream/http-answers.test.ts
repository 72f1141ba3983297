import { once } from 'node:events';
import { expect, it } from 'vitest';
import { httpAnswers } from '../../src/downstream/http-answers.ts';
import { socketPair } from '../support/socket-pair.ts';

it('a failure is a 502 that names its code, and ends the connection', async () => {
  const [near, far] = await socketPair();
  httpAnswers(far, () => {}).fail('ECONNREFUSED', 'nobody listens');
  let text = '';
  near.on('data', (chunk) => {
    text += chunk;
  });
  await once(near, 'end');
  expect(text).toMatch(/^HTTP\/1\.1 502 .*\r\nX-Mpgate-Failure: ECONNREFUSED\r\n.*nobody listens/s);
  for (const socket of [near, far]) socket.destroy();
});
