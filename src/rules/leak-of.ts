import type { Finding } from '../model/verdict.ts';

/** What is said of a secret that a client sends; its value is in nobody's facts. */
export const leakOf = (secrets: readonly string[], where: string): Finding | 'n/a' => {
  const [name] = secrets;
  if (name === undefined) return 'n/a';
  return {
    message: `The ${where} has a parameter ${name}: whoever has the client has the secret.`,
    actual: name,
    effect: 'warn',
  };
};
