import type { z } from 'zod';

/** What is wrong with a query or body, key by key, for the detail of a problem document. */
export const explained = ({ issues }: z.ZodError): string =>
  issues.map(({ path, message }) => (path.length > 0 ? `${path.join('.')}: ${message}` : message)).join('; ');
