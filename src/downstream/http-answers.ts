import type { Socket } from 'node:net';
import { refusalBody } from '../rules/refusal-body.ts';
import type { TunnelAnswers } from './pass-bypassed.ts';
import { reject } from './reject.ts';

/** What a client of HTTP is told whose connection is not to be read any further. */
export const httpAnswers = (socket: Socket, ready: () => void): TunnelAnswers => ({
  ready,
  refuse: (cause) => reject(socket, 403, { 'X-Mpgate-Rule': cause.rule }, refusalBody(cause)),
  fail: (code, message) => reject(socket, 502, { 'X-Mpgate-Failure': code }, { version: 1, failure: code, message }),
});
