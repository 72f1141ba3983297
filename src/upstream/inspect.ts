import type { PeerFacts } from '../model/facts.ts';
import { type Cancel, createAttempt } from './attempt.ts';
import { type Dialling, shake } from './connect.ts';
import { noProtocol, type PeerQuestion, peerFacts } from './peer.ts';
import type { Target } from './resolve.ts';
import { dialOne } from './way/direct.ts';

/**
 * What a server shows at one address: a handshake and no byte more, whatever the rules would say of it. Rejects with the
 * system's code, or OpenSSL's, where there is none within `handshakeMs`.
 */
export const inspect = async (
  target: Target,
  question: PeerQuestion,
  { context, findPath, handshakeMs }: Pick<Dialling, 'context' | 'findPath' | 'handshakeMs'>,
  cancel: Cancel = { onCancel: () => {} },
): Promise<PeerFacts> => {
  const attempt = createAttempt(handshakeMs, cancel);
  try {
    const socket = await attempt.race(dialOne(target, handshakeMs, attempt));
    const handshake = await attempt.race(shake(socket, question.authority, context, attempt));
    const facts = handshake ? peerFacts(handshake, question, findPath) : noProtocol(question);
    (handshake ?? socket).destroy();
    return facts;
  } finally {
    attempt.done();
  }
};
