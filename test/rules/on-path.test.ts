import { expect, it } from 'vitest';
import { onPath } from '../../src/rules/on-path.ts';
import { certificateOf, intermediate, pathOf, peerOf } from '../support/facts.ts';

it('parts what was sent by whether the way leads through it', () => {
  const leaf = certificateOf();
  const stranger = certificateOf({ subject: 'CN=Stranger' });
  const root = { ...intermediate, subject: 'CN=Test Root' };
  const { links } = pathOf([leaf, stranger, intermediate, root]);
  const ofStore = links.map((link) => (link.place === 3 ? { ...link, place: null } : link));
  const path = pathOf([], { links: ofStore.filter(({ place }) => place !== 1) });
  const chain = [leaf, stranger, intermediate];
  expect(onPath(peerOf({ chain, path }))).toEqual({ used: [leaf, intermediate], spare: [stranger] });
});
